// A profile picture without asking a foreign server (that would tell an impostor that he is watched). Pictures that came with
// the data are shown; any other reference is drawn as a portrait made from it alone: the same picture looks the same.
import { useI18n } from '../i18n';
import styles from './portrait.module.css';

function digest(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  h ^= h >>> 15;
  h = Math.imul(h, 2246822507);
  return (h ^ (h >>> 13)) >>> 0;
}

const skins = ['#f0c9a4', '#e0ac7e', '#c68a5c', '#9c6644', '#70462e', '#f4d7bd'];
const hairs = ['#2b211c', '#5a3b27', '#8a5a2b', '#c79a4b', '#7a7470', '#3d2f45'];
const grounds = ['#cfdedd', '#dcd3c0', '#d3d8e6', '#e2cfc9', '#cddccb', '#ddd2e0'];
const cloths = ['#2f4a5c', '#6b3e3a', '#37513f', '#4b4468', '#705a2e', '#2c3036'];

function Drawing({ seed, size }: { seed: string; size: number }) {
  const h = digest(seed);
  const pick = (list: string[], shift: number): string => list[(h >>> shift) % list.length] as string;
  const long = ((h >>> 20) & 1) === 1;
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" className={styles.picture} aria-hidden="true">
      <rect width="64" height="64" fill={pick(grounds, 0)} />
      {long && <path d="M17 50V27a15 15 0 0 1 30 0v23z" fill={pick(hairs, 4)} />}
      <path d="M8 64c2-14 12-18 24-18s22 4 24 18z" fill={pick(cloths, 8)} />
      <path d="M27 38h10v10a5 5 0 0 1-10 0z" fill={pick(skins, 12)} />
      <ellipse cx="32" cy="29" rx="11" ry="13" fill={pick(skins, 12)} />
      <path
        d={
          long
            ? 'M20.5 29c0-10 4-15 11.5-15s11.5 5 11.5 15c-2-6-5-8-9-9-4 1-11 2-14 9z'
            : 'M20.6 27c-1-9 4-14 11.400-14s12.4 5 11.400 14c-1-4-3-6-5-7-4 1-10 1-13 0-2 1-4 3-4.8 7z'
        }
        fill={pick(hairs, 4)}
      />
    </svg>
  );
}

export function Portrait({ avatar, name, size = 40 }: { avatar?: string | undefined; name: string; size?: number }) {
  const { t } = useI18n();
  if (avatar && (/^data:image\//.test(avatar) || /^\/[^/]/.test(avatar)))
    return <img className={styles.picture} src={avatar} width={size} height={size} alt={t('common.portrait_of', { name })} />;
  if (avatar) return <Drawing seed={avatar} size={size} />;
  const initials = name
    .split(/[\s._-]+/)
    .map((word) => [...word][0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();
  return (
    <span className={styles.initials} style={{ width: size, height: size, fontSize: size * 0.38 }} aria-hidden="true">
      {initials || '?'}
    </span>
  );
}
