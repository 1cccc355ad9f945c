// What the query would have found. Honest about what was looked at: the posts that some watch kept, and the last minutes of
// the whole stream.
import { Button, Select } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { QueryPreview } from '../api/types.gen';
import { Empty, Kbd, Tag, Trouble } from '../components/bits';
import { Post } from '../components/post';
import { VolumeChart } from '../components/volume';
import { useI18n } from '../i18n';
import { grouped } from '../lib/series';
import { duration, number, rounded, span } from '../lib/time';
import styles from './watch-editor.module.css';

export type PreviewState = {
  data: (QueryPreview & { query: string }) | undefined;
  error: unknown;
  busy: boolean;
  current: string; // the query as it stands
};
const choices = [1, 6, 24, 72, 168];

type Props = { state: PreviewState; hours: number; ready: boolean; onHours: (hours: number) => void; onRun: () => void };

export function WatchPreview({ state, hours, ready, onHours, onRun }: Props) {
  const { t, lang } = useI18n();
  const { data, error, busy } = state;
  const old = data !== undefined && data.query !== state.current;
  return (
    <section className={styles.preview} aria-label={t('watches.preview')} data-testid="preview">
      <div className={styles.previewHead}>
        <h2>{t('watches.preview')}</h2>
        <div className={styles.previewTools}>
          <Select
            size="xs"
            w={126}
            aria-label={t('watches.preview_over')}
            allowDeselect={false}
            value={String(hours)}
            onChange={(value) => value && onHours(Number(value))}
            data={choices.map((n) => ({ value: String(n), label: span(n, lang) }))}
          />
          <Button
            size="xs"
            variant="light"
            leftSection={<IconPlayerPlay size={14} />}
            rightSection={<Kbd>Ctrl ↵</Kbd>}
            loading={busy}
            disabled={!ready}
            onClick={onRun}
            data-testid="run-preview"
          >
            {t('watches.run')}
          </Button>
        </div>
      </div>
      <div aria-live="polite">
        {Boolean(error) && <Trouble error={error} />}
        {!data && !error && <Empty title={t('watches.preview_none')}>{t('watches.preview_help')}</Empty>}
        {data && old && <p className={styles.old}>{t('watches.preview_old')}</p>}
        {data && (
          <div className={old || busy ? styles.faded : undefined}>
            <Result data={data} />
          </div>
        )}
      </div>
    </section>
  );
}

function Result({ data }: { data: QueryPreview }) {
  const { t, lang } = useI18n();
  const { from_stream: stream, estimate } = data;
  const by = data.hours > 72 ? 6 : data.hours > 24 ? 3 : 1;
  const bars = grouped(data.per_hour, by);
  const label = (i: number): string => {
    if (i >= bars.length) return t('overview.now');
    const back = (bars.length - i) * by;
    return `− ${span(back, lang)}`;
  };
  const middle = Math.floor(bars.length / 2);
  return (
    <>
      <p className={styles.estimate}>
        {t('watches.per_day', { n: Math.round(estimate.per_day), about: rounded(estimate.per_day, lang) })}
      </p>
      <p className="small muted">
        {t('watches.between', { low: rounded(estimate.low, lang), high: rounded(estimate.high, lang) })}{' '}
        {t(`watches.basis_${estimate.basis}`)}
      </p>
      <div className={styles.counts}>
        <p>
          <b className="num">{t('watches.kept_matched', { n: data.matched })}</b>{' '}
          {t('watches.kept_looked', { n: data.looked_at, d: span(data.hours, lang) })} {data.truncated && t('watches.truncated')}
        </p>
        {stream ? (
          <p>
            <b className="num">{t('watches.stream_matched', { n: stream.matched })}</b>{' '}
            {t('watches.stream_looked', { n: stream.looked_at, d: duration(Math.round(stream.minutes * 60), lang) })}
          </p>
        ) : (
          <p>{t('watches.no_stream')}</p>
        )}
        <p className="small muted">{t('watches.honest')}</p>
      </div>
      {bars.length > 1 && (
        <VolumeChart
          now={bars}
          labels={label}
          marks={middle > 1 ? [0, middle, bars.length] : [0, bars.length]}
          summary={t('watches.kept_matched', { n: data.matched })}
          captions={[t('watches.kept_caption', { d: span(data.hours, lang) })]}
        />
      )}
      {data.rows.length === 0 ? (
        <Empty title={t('watches.preview_nothing')}>{t('watches.preview_nothing_help')}</Empty>
      ) : (
        <ul data-testid="preview-items" aria-label={t('watches.preview_items', { n: number(data.rows.length, lang) })}>
          {data.rows.map(({ item, highlights, stored }) => (
            <Post key={`${item.network} ${item.id}`} item={item} highlights={highlights}>
              {stored === false && <Tag>{t('watches.passing')}</Tag>}
            </Post>
          ))}
        </ul>
      )}
    </>
  );
}
