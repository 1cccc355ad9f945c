// How much over time: bars for the period, a thin stepped line for the one before. Plain SVG, as in hours.tsx.
import { useElementSize } from '@mantine/hooks';
import { useI18n } from '../i18n';
import { total } from '../lib/series';
import { number, percent } from '../lib/time';
import styles from './volume.module.css';

// A stepped line: the height of each slot, flat over its width.
export function steps(list: number[], slot: number, y: (n: number) => number): string {
  return list.map((n, i) => `${i === 0 ? 'M' : 'L'}${i * slot} ${y(n)}H${(i + 1) * slot}`).join('');
}

// For a row of a list; what it says is told by the numbers beside it.
export function Spark({ now, before }: { now: number[]; before: number[] }) {
  const top = Math.max(1, ...now, ...before);
  const y = (n: number): number => 32 - (n / top) * 30;
  const slot = 144 / Math.max(1, now.length);
  return (
    <svg viewBox="0 0 144 34" preserveAspectRatio="none" className={styles.spark} aria-hidden="true">
      <path d="M0 32.5H144" className={styles.axis} />
      {now.map((n, i) =>
        n > 0 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its hour
          <rect key={i} x={i * slot + 0.7} width={Math.max(0.5, slot - 1.4)} y={y(n)} height={32 - y(n)} className={styles.bar} />
        ) : null,
      )}
      {before.length > 0 && <path d={steps(before, slot, y)} className={styles.before} />}
    </svg>
  );
}

// "+73 %", "×12", "nouveau": against the same time before. More is neither good nor bad here, so it has no colour.
export function Change({ now, before }: { now: number; before: number }) {
  const { t, lang } = useI18n();
  if (now === 0 && before === 0) return null;
  const rise = before > 0 ? now / before : Number.POSITIVE_INFINITY;
  const words =
    before === 0
      ? t('watches.change_new')
      : now === before
        ? '='
        : rise >= 4
          ? `×\u2009${number(Math.round(rise), lang)}`
          : `${rise > 1 ? '+' : '−'}${percent(Math.abs(rise - 1), lang)}`;
  const much = now + before > 5 && (rise >= 2 || rise <= 0.5);
  return (
    <span className={`${styles.change} ${much ? styles.much : ''} num`} title={t('watches.change_title', { n: before })}>
      <span aria-hidden="true">{words}</span>
      <span className="hidden">{t('watches.change_title', { n: before })}</span>
    </span>
  );
}

const height = 168;
const base = 146;

type ChartProps = {
  now: number[];
  before?: number[] | undefined;
  labels: (i: number) => string; // of the slot beginning there; i = length: the end
  marks: number[]; // slots that have a label below
  summary: string;
  captions: [string, string?];
  part?: boolean; // `before` is a part of `now`, not an earlier time
};

export function VolumeChart({ now, before = [], labels, marks, summary, captions, part = false }: ChartProps) {
  const { lang } = useI18n();
  const { ref, width: room } = useElementSize();
  const width = room >= 200 ? Math.round(room) : 640; // drawn as wide as it is shown, so that letters keep their size
  const top = Math.max(4, ...now, ...before);
  const y = (n: number): number => base - (n / top) * (base - 12);
  const slot = width / Math.max(1, now.length);
  const gap = slot > 40 ? slot / 6 : slot > 8 ? 2 : 0.5;
  return (
    <figure ref={ref}>
      <svg viewBox={`0 0 ${width} ${height}`} className={styles.chart} role="img" aria-label={summary}>
        <path d={`M0 ${base + 0.5}H${width}`} className={styles.axis} />
        {now.map((n, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its time
          <g key={i}>
            <rect x={i * slot + gap} width={slot - 2 * gap} y={y(n)} height={base - y(n)} rx={1.5} className={styles.bar} />
            <rect x={i * slot} width={slot} y={0} height={base} fill="transparent">
              <title>{`${labels(i)} · ${number(n, lang)}${before.length > 0 ? ` (${number(before[i] ?? 0, lang)})` : ''}`}</title>
            </rect>
          </g>
        ))}
        {before.length > 0 && <path d={steps(before, slot, y)} className={styles.before} />}
        {marks.map((i) => (
          <text
            key={i}
            x={i >= now.length ? width : i * slot}
            y={height - 5}
            textAnchor={i >= now.length ? 'end' : 'start'}
            className={styles.tick}
          >
            {labels(i)}
          </text>
        ))}
        <text x={0} y={9} className={styles.tick}>
          {number(top, lang)}
        </text>
      </svg>
      <figcaption className={styles.caption}>
        <span>
          <i className={styles.keyBar} /> {captions[0]} <b className="num">{number(total(now), lang)}</b>{' '}
          {before.length > 0 && !part && <Change now={total(now)} before={total(before)} />}
        </span>
        {captions[1] && (
          <span>
            <i className={styles.keyLine} /> {captions[1]} <b className="num">{number(total(before), lang)}</b>{' '}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
