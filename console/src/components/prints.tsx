// Two pictures side by side without asking a foreign server for either: the fingerprints that Vigie compares, drawn. What
// differs is marked on theirs.
import type { Account } from '../api/types.gen';
import { useI18n } from '../i18n';
import { differing, points } from '../lib/prints';
import styles from './visits.module.css';

const side = 16;
const size = 112;

function Print({ bits, other, label }: { bits: boolean[]; other?: boolean[]; label: string }) {
  return (
    <figure className={styles.print}>
      <svg width={size} height={size} viewBox={`0 0 ${side} ${side}`} aria-hidden="true" shapeRendering="crispEdges">
        {bits.map((bit, i) => {
          const off = other !== undefined && other[i] !== bit;
          if (!bit && !off) return null;
          const fill = off ? 'var(--critical)' : 'var(--soft)';
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a point is
          return <rect key={i} x={i % side} y={Math.floor(i / side)} width="1" height="1" fill={fill} opacity={bit ? 1 : 0.45} />;
        })}
      </svg>
      <figcaption>{label}</figcaption>
    </figure>
  );
}

export function Prints({ real, fake }: { real: Account | undefined; fake: Account | undefined }) {
  const { t } = useI18n();
  const [ours, theirs] = [points(real?.picture?.pdq), points(fake?.picture?.pdq)];
  if (!ours || !theirs) return null;
  return (
    <section className={styles.prints} aria-label={t('incident.prints')} data-testid="prints">
      <Print bits={ours} label={t('incident.prints_real')} />
      <Print bits={theirs} other={ours} label={t('incident.prints_fake')} />
      <p className="small muted">{t('incident.prints_differ', { n: differing(ours, theirs) })}</p>
    </section>
  );
}
