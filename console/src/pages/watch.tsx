// One watch: what it looks for in words, how much it finds, the latest of it, and who changed what.
import { Button, Menu } from '@mantine/core';
import { IconArrowLeft, IconDots, IconPencil, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../api/client';
import { sessionQuery } from '../api/queries';
import type { Watch } from '../api/types.gen';
import {
  changeWatch,
  deleteWatch,
  historyQuery,
  refreshWatches,
  watchItemsQuery,
  watchQuery,
  watchVolumeQuery,
} from '../api/watches';
import { Ago, Empty, Kbd, Loading, Section, Tag, Trouble } from '../components/bits';
import { History } from '../components/history';
import { Post } from '../components/post';
import { QueryProblems } from '../components/query-reading';
import { QueryText } from '../components/query-text';
import { useToasts } from '../components/toast';
import { Change, VolumeChart } from '../components/volume';
import { useI18n } from '../i18n';
import { useKeys } from '../lib/keys';
import { grouped } from '../lib/series';
import { number } from '../lib/time';
import { watchRoute } from '../router';
import incident from './incident.module.css';
import queue from './queue.module.css';
import styles from './watches.module.css';

export function WatchPage() {
  const { t } = useI18n();
  const { name } = watchRoute.useParams();
  const { data: watch, error, refetch } = useQuery(watchQuery(name));
  const back = (
    <Link to="/watches" className={incident.back}>
      <IconArrowLeft size={16} aria-hidden="true" /> {t('nav.watches')}
    </Link>
  );
  if (error instanceof ApiError && error.status === 404)
    return (
      <>
        {back}
        <h1 className={incident.title}>{t('watches.unknown', { name })}</h1>
        <p className="muted">{t('watches.unknown_help')}</p>
      </>
    );
  if (error && !watch) return <Trouble error={error} retry={() => void refetch()} />;
  if (!watch) return <Loading />;
  return (
    <>
      {back}
      <Head watch={watch} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Volume watch={watch} />
          <Latest name={name} />
        </div>
        <div className={styles.column}>
          <Facts watch={watch} />
          <HistoryOf watch={watch} />
        </div>
      </div>
    </>
  );
}

// Enable, disable, delete, bring back: each with its way back.
function useWatchActs(watch: Watch) {
  const { t } = useI18n();
  const client = useQueryClient();
  const toast = useToasts();
  const navigate = useNavigate();
  const settle = { onSettled: () => refreshWatches(client), onError: toast.failed };
  const turn = useMutation({
    mutationFn: (enabled: boolean) => changeWatch(watch.name, { version: watch.version, enabled }),
    onSuccess: (now) =>
      toast.done(t(now.enabled ? 'watches.turned_on' : 'watches.turned_off', { name: now.name }), async () => {
        await changeWatch(now.name, { version: now.version, enabled: !now.enabled });
        refreshWatches(client);
      }),
    ...settle,
  });
  const drop = useMutation({
    mutationFn: () => deleteWatch(watch.name),
    onSuccess: (gone) => {
      toast.done(t('watches.dropped', { name: gone.name }), async () => {
        await changeWatch(gone.name, { version: gone.version });
        refreshWatches(client);
      });
      void navigate({ to: '/watches' });
    },
    ...settle,
  });
  const restore = useMutation({
    mutationFn: () => changeWatch(watch.name, { version: watch.version }),
    onSuccess: () => toast.done(t('watches.restored', { name: watch.name })),
    ...settle,
  });
  return { turn, drop, restore };
}

function Head({ watch }: { watch: Watch }) {
  const { t, say } = useI18n();
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  const { turn, drop, restore } = useWatchActs(watch);
  const may = session?.user.role !== 'reader' && watch.kind === 'console';
  const edit = () => void navigate({ to: '/watches/$name/edit', params: { name: watch.name } });
  useKeys({ e: () => may && !watch.deleted && edit() });
  return (
    <header className={styles.intro}>
      {watch.deleted && (
        <div className={styles.banner} role="status">
          <span>{t('watches.deleted_help')}</span>
          {may && (
            <Button size="xs" variant="default" onClick={() => restore.mutate()} loading={restore.isPending}>
              {t('watches.restore')}
            </Button>
          )}
        </div>
      )}
      <p className={incident.tags}>
        <Tag>{t(`watches.kind_${watch.kind}`)}</Tag>
        {!watch.enabled && <Tag tone="warn">{t('watches.off')}</Tag>}
        {watch.tags.map((tag) => (
          <span key={tag}>{tag}</span>
        ))}
      </p>
      <h1 className={incident.title}>{watch.kind === 'asset' ? watch.asset : watch.name}</h1>
      <div className={styles.query}>
        <QueryText query={watch.query} problems={watch.problems} />
      </div>
      {say(watch.says) && <p className={styles.says}>{say(watch.says)}</p>}
      {watch.problems.length > 0 && <QueryProblems query={watch.query} problems={watch.problems} />}
      {watch.note && <p className={styles.note}>{watch.note}</p>}
      {may && !watch.deleted && (
        <div className={incident.actions}>
          <Button leftSection={<IconPencil size={16} />} rightSection={<Kbd>e</Kbd>} onClick={edit}>
            {t('watches.edit')}
          </Button>
          <Button
            variant="default"
            leftSection={watch.enabled ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
            loading={turn.isPending}
            onClick={() => turn.mutate(!watch.enabled)}
          >
            {t(watch.enabled ? 'watches.turn_off' : 'watches.turn_on')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" px="xs" aria-label={t('watches.more')}>
                <IconDots size={18} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => drop.mutate()}>
                {t('watches.drop')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      )}
    </header>
  );
}

// Hours of the range, hours of one bar, bars between two labels.
const ranges = { day: [24, 1, 6], week: [168, 6, 4], month: [720, 24, 5] } as const;

function Volume({ watch }: { watch: Watch }) {
  const { t, lang } = useI18n();
  const [range, setRange] = useState<keyof typeof ranges>('day');
  const [hours, by, every] = ranges[range];
  const { data, error } = useQuery(watchVolumeQuery(watch.name, hours));
  const now = data?.hours === hours ? grouped(data.per_hour, by) : null;
  const label = (i: number): string => {
    if (!data || !now) return '';
    if (i >= now.length) return t('overview.now');
    const at = new Date(Date.parse(data.from) + i * by * 3_600_000);
    const locale = lang === 'fr' ? 'fr-FR' : 'en-GB';
    if (range === 'day') return lang === 'fr' ? `${at.getHours()} h` : `${String(at.getHours()).padStart(2, '0')}:00`;
    return at.toLocaleDateString(
      locale,
      range === 'week' ? { weekday: 'short', day: 'numeric' } : { day: 'numeric', month: 'short' },
    );
  };
  return (
    <Section title={t('watches.volume')}>
      <div className={styles.ranges} role="group" aria-label={t('watches.range')}>
        {(Object.keys(ranges) as (keyof typeof ranges)[]).map((key) => (
          <button key={key} type="button" className={queue.chip} aria-pressed={range === key} onClick={() => setRange(key)}>
            {t(`watches.range_${key}`)}
          </button>
        ))}
      </div>
      {error && <Trouble error={error} />}
      {data && now && (
        <VolumeChart
          now={now}
          before={grouped(data.per_hour_before, by)}
          labels={label}
          marks={[...now.map((_, i) => i).filter((i) => i % every === 0 && i <= now.length - every / 1.5), now.length]}
          summary={t('watches.volume_summary', { n: data.total, before: number(data.total_before, lang) })}
          captions={[t(`watches.last_${range}`), t(`watches.before_${range}`)]}
        />
      )}
    </Section>
  );
}

function Latest({ name }: { name: string }) {
  const { t } = useI18n();
  const [limit, setLimit] = useState(10);
  const { data, error } = useQuery(watchItemsQuery(name, limit));
  return (
    <Section title={t('watches.latest')}>
      {error && <Trouble error={error} />}
      {data?.rows.length === 0 && <Empty title={t('watches.no_items')}>{t('watches.no_items_help')}</Empty>}
      <ul data-testid="items">
        {data?.rows.map(({ item, highlights }) => (
          <Post key={`${item.network} ${item.id}`} item={item} highlights={highlights} />
        ))}
      </ul>
      {data && data.rows.length >= limit && limit < 100 && (
        <Button mt="md" variant="default" onClick={() => setLimit((n) => Math.min(100, n * 3))}>
          {t('common.more')}
        </Button>
      )}
    </Section>
  );
}

function Facts({ watch }: { watch: Watch }) {
  const { t, lang } = useI18n();
  const { hits } = watch;
  const counts = [
    ['watches.hour', hits.hour, hits.hour_before],
    ['watches.day', hits.day, hits.day_before],
    ['watches.week', hits.week, hits.week_before],
  ] as const;
  return (
    <Section title={t('watches.seen')}>
      <dl className={styles.figures} style={{ paddingTop: 10 }}>
        {counts.map(([key, now, before]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd className="num">
              {number(now, lang)} <Change now={now} before={before} />
            </dd>
          </div>
        ))}
      </dl>
      <dl className={styles.facts}>
        {watch.place && (
          <>
            <dt>{t('watches.stands')}</dt>
            <dd className="mono">{watch.place}</dd>
          </>
        )}
        {watch.asset && (
          <>
            <dt>{t('watches.asset')}</dt>
            <dd>
              <Link to="/incidents" search={{ asset: watch.asset, status: 'all' }} className="mono">
                {watch.asset}
              </Link>
            </dd>
          </>
        )}
        {watch.created_at && (
          <>
            <dt>{t('watches.created')}</dt>
            <dd>
              {watch.created_by} · <Ago time={watch.created_at} />
            </dd>
          </>
        )}
        {watch.updated_at && watch.updated_at !== watch.created_at && (
          <>
            <dt>{t('watches.updated')}</dt>
            <dd>
              {watch.updated_by} · <Ago time={watch.updated_at} />
            </dd>
          </>
        )}
      </dl>
      {watch.kind !== 'console' && <p className="small muted">{t(`watches.elsewhere_${watch.kind}`)}</p>}
    </Section>
  );
}

function HistoryOf({ watch }: { watch: Watch }) {
  const { t } = useI18n();
  const { data } = useQuery(historyQuery('watch.', watch.name, [watch.created_by, watch.updated_by]));
  if (!data || data.length === 0) return null;
  return (
    <Section title={t('watches.history')}>
      <History entries={data} />
    </Section>
  );
}
