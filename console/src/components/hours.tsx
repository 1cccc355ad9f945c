// Findings per hour over the last day as bars, the day before as a thin stepped line. Plain SVG: two dozen rectangles.
import { useI18n } from '../i18n';
import { total } from '../lib/series';
import { number } from '../lib/time';
import { steps } from './volume';
import styles from './volume.module.css';

const width = 480;
const height = 132;
const base = 112;
const slot = width / 24;

export function Hours({ today, before, now }: { today: number[]; before: number[]; now: string }) {
  const { t, lang } = useI18n();
  const top = Math.max(4, ...today, ...before);
  const y = (n: number): number => base - (n / top) * (base - 10);
  const hourOf = (i: number): string => {
    const at = new Date(Date.parse(now) - (23 - i) * 3_600_000);
    return lang === 'fr' ? `${at.getHours()} h` : `${String(at.getHours()).padStart(2, '0')}:00`;
  };
  const summary = t('overview.hours_summary', { n: total(today), before: number(total(before), lang) });
  return (
    <figure>
      <svg viewBox={`0 0 ${width} ${height}`} className={styles.chart} role="img" aria-label={summary}>
        <path d={`M0 ${base + 0.5}H${width}`} className={styles.axis} />
        {today.map((n, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its hour
          <g key={i}>
            <rect x={i * slot + 2} width={slot - 4} y={y(n)} height={base - y(n)} rx={1.5} className={styles.bar} />
            <rect x={i * slot} width={slot} y={0} height={base} fill="transparent">
              <title>{`${hourOf(i)} · ${n} (${before[i] ?? 0})`}</title>
            </rect>
          </g>
        ))}
        <path d={steps(before, slot, y)} className={styles.before} />
        {[0, 6, 12, 18, 23].map((i) => (
          <text
            key={i}
            x={i === 23 ? width : i * slot}
            y={height - 4}
            textAnchor={i === 23 ? 'end' : 'start'}
            className={styles.tick}
          >
            {i === 23 ? t('overview.now') : hourOf(i)}
          </text>
        ))}
        <text x={0} y={8} className={styles.tick}>
          {top}
        </text>
      </svg>
      <figcaption className={styles.caption}>
        <span>
          <i className={styles.keyBar} /> {t('overview.last_24h')} <b className="num">{number(total(today), lang)}</b>
        </span>
        <span>
          <i className={styles.keyLine} /> {t('overview.day_before')} <b className="num">{number(total(before), lang)}</b>
        </span>
      </figcaption>
    </figure>
  );
}
