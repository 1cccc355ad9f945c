// Everything that is looked for, the busiest first, with how much of it was seen against the time before.
import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconAlertTriangle, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { sessionQuery } from '../api/queries';
import type { Watch, WatchKind } from '../api/types.gen';
import { type WatchFilters, watchesQuery } from '../api/watches';
import { Empty, Kbd, Loading, PageHead, Tag, Trouble } from '../components/bits';
import { QueryText } from '../components/query-text';
import { Change, Spark } from '../components/volume';
import { useI18n } from '../i18n';
import { useKeys } from '../lib/keys';
import { useRowKeys } from '../lib/row-keys';
import { number } from '../lib/time';
import { watchesRoute } from '../router';
import queue from './queue.module.css';
import styles from './watches.module.css';

const kinds: WatchKind[] = ['console', 'file', 'asset'];
const sorts = ['volume', 'change', 'name', 'newest'] as const;

export function Watches() {
  const { t, lang } = useI18n();
  const filters = watchesRoute.useSearch();
  const navigate = useNavigate();
  const [limit, setLimit] = useState(100);
  const [text, setText] = useState(filters.text ?? '');
  const { data, error, refetch } = useQuery(watchesQuery(filters, limit));
  const { data: session } = useQuery(sessionQuery);
  const may = session?.user.role !== 'reader';
  const list = useRef<HTMLUListElement>(null);
  const go = (change: WatchFilters) => {
    const next = { ...filters, ...change };
    const search = Object.fromEntries(Object.entries(next).filter(([, value]) => value)) as WatchFilters;
    void navigate({ to: '/watches', search, replace: true });
  };
  const searchLater = useDebouncedCallback((words: string) => go({ text: words.trim() }), 250);
  useRowKeys(list);
  useKeys({ n: () => may && void navigate({ to: '/watches/~new' }) });
  const narrowed = Boolean(filters.text || filters.kind || filters.deleted);
  const all = data ? data.by_kind.asset + data.by_kind.file + data.by_kind.console : 0;

  return (
    <>
      <PageHead title={t('nav.watches')} lead={t('watches.lead')}>
        {may && (
          <Button
            leftSection={<IconPlus size={16} />}
            rightSection={<Kbd>n</Kbd>}
            renderRoot={(props) => <Link to="/watches/~new" {...props} />}
          >
            {t('watches.new')}
          </Button>
        )}
      </PageHead>
      <div className={queue.filters} role="group" aria-label={t('queue.filters')}>
        <TextInput
          className={queue.grow ?? ''}
          size="xs"
          leftSection={<IconSearch size={14} />}
          aria-label={t('watches.search')}
          placeholder={t('watches.search')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            searchLater(event.currentTarget.value);
          }}
        />
        <button type="button" className={queue.chip} aria-pressed={!filters.kind} onClick={() => go({ kind: undefined })}>
          {t('watches.all')} <span className="num muted">{data && number(all, lang)}</span>
        </button>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className={queue.chip}
            aria-pressed={filters.kind === kind}
            onClick={() => go({ kind: filters.kind === kind ? undefined : kind })}
          >
            {t(`watches.kinds_${kind}`)} <span className="num muted">{data && number(data.by_kind[kind], lang)}</span>
          </button>
        ))}
        <button
          type="button"
          className={queue.chip}
          aria-pressed={filters.deleted === true}
          onClick={() => go({ deleted: !filters.deleted })}
        >
          {t('watches.with_deleted')}
        </button>
        <Select
          size="xs"
          w={210}
          aria-label={t('queue.sort')}
          allowDeselect={false}
          value={filters.sort ?? 'volume'}
          onChange={(value) => go({ sort: value === 'volume' || !value ? undefined : value })}
          data={sorts.map((sort) => ({ value: sort, label: t(`watches.sort_${sort}`) }))}
        />
      </div>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && data.rows.length === 0 && (
        <Empty title={t(narrowed ? 'watches.none_filtered' : 'watches.none')}>
          {t(narrowed ? 'watches.none_filtered_help' : 'watches.none_help')}
        </Empty>
      )}
      {data && data.rows.length > 0 && (
        <>
          <div className={styles.head} aria-hidden="true">
            <span>{t('watches.what')}</span>
            <span>{t('watches.series')}</span>
            <span>{t('watches.hour')}</span>
            <span>{t('watches.day')}</span>
            <span>{t('watches.week')}</span>
          </div>
          <ul ref={list} aria-label={t('nav.watches')} data-testid="watches">
            {data.rows.map((watch) => (
              <Row key={watch.name} watch={watch} />
            ))}
          </ul>
        </>
      )}
      {data && data.rows.length < data.total && (
        <Button mt="md" variant="default" onClick={() => setLimit((n) => Math.min(500, n + 100))} disabled={limit >= 500}>
          {limit >= 500 ? t('assets.refine') : t('common.more')}
        </Button>
      )}
    </>
  );
}

export function Count({ label, now, before }: { label: string; now: number; before: number }) {
  const { lang } = useI18n();
  return (
    <span className={styles.count}>
      <span className={styles.label}>{label}</span>
      <span className="hidden">{label}</span>
      <b>{number(now, lang)}</b>
      <Change now={now} before={before} />
    </span>
  );
}

function Row({ watch }: { watch: Watch }) {
  const { t } = useI18n();
  const errors = watch.problems.some((p) => p.level === 'error');
  const { hits } = watch;
  return (
    <li className={`${styles.row} ${watch.enabled && !watch.deleted ? '' : styles.off}`}>
      <div className={styles.what}>
        <p className={styles.title}>
          <Link to="/watches/$name" params={{ name: watch.name }} data-row>
            {watch.kind === 'asset' && watch.asset ? watch.asset : watch.name}
          </Link>
          <Tag>{t(`watches.kind_${watch.kind}`)}</Tag>
          {watch.deleted ? <Tag tone="bad">{t('watches.deleted')}</Tag> : !watch.enabled && <Tag>{t('watches.off')}</Tag>}
          {watch.problems.length > 0 && (
            <Tag tone={errors ? 'bad' : 'warn'} icon={<IconAlertTriangle size={13} aria-hidden="true" />}>
              {t(errors ? 'watches.broken' : 'watches.warned', { n: watch.problems.length })}
            </Tag>
          )}
        </p>
        <QueryText query={watch.query} line title />
      </div>
      <div className={styles.series}>
        <Spark now={watch.per_hour} before={watch.per_hour_before} />
      </div>
      <Count label={t('watches.hour')} now={hits.hour} before={hits.hour_before} />
      <Count label={t('watches.day')} now={hits.day} before={hits.day_before} />
      <Count label={t('watches.week')} now={hits.week} before={hits.week_before} />
    </li>
  );
}
