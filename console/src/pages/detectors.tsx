// What detectors are worth and how loud they are: precision from verdicts, the day's cases against the budget, what the
// budget held back, and the culprits that people let pass.
import { Button } from '@mantine/core';
import { IconPlus, IconVolumeOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { type Allowed, allow, allowancesQuery, digestQuery, endAllowance, openFinding, refreshNoise } from '../api/noise';
import { detectorsQuery, sessionQuery } from '../api/queries';
import type { Allowance, Detector, HeldBack, Noise } from '../api/types.gen';
import { AllowDialog } from '../components/allow-dialog';
import { Ago, Empty, Kbd, Loading, PageHead, Section, TableFrame, Tag, Trouble } from '../components/bits';
import { useNames } from '../components/names';
import { useToasts } from '../components/toast';
import { useI18n } from '../i18n';
import { useNow } from '../lib/clock';
import { useKeys } from '../lib/keys';
import { useRowKeys } from '../lib/row-keys';
import { interval } from '../lib/stats';
import { day, number, percent } from '../lib/time';
import styles from './detectors.module.css';
import table from './table.module.css';

const dayMs = 86_400_000;

export function Detectors() {
  const { t } = useI18n();
  const { data, error, refetch } = useQuery(detectorsQuery);
  const { data: digest } = useQuery(digestQuery);
  const { data: session } = useQuery(sessionQuery);
  const may = session !== undefined && session !== null && session.user.role !== 'reader';
  const [allowing, setAllowing] = useState<{ who: Allowed | null } | null>(null);
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);
  useKeys({ n: () => setAllowing({ who: null }) }, may);
  return (
    <>
      <PageHead title={t('nav.detectors')} lead={t('noise.lead')} />
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <div ref={list} className={styles.page}>
        {data && <Table rows={data.rows} fresh={digest?.detectors} />}
        <Held rows={digest?.held} may={may} onAllow={(who) => setAllowing({ who })} />
        <Allowances may={may} onNew={() => setAllowing({ who: null })} />
      </div>
      <AllowDialog opened={allowing !== null} who={allowing?.who ?? null} onClose={() => setAllowing(null)} />
    </>
  );
}

function Table({ rows, fresh }: { rows: Detector[]; fresh: Record<string, Noise> | undefined }) {
  const { t, say } = useI18n();
  const names = useNames();
  return (
    <TableFrame label={t('nav.detectors')}>
      <table className={table.table} data-testid="detectors">
        <thead>
          <tr>
            <th>{t('noise.detector')}</th>
            <th>{t('noise.precision')}</th>
            <th>{t('noise.today')}</th>
            <th>{t('noise.catches')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((detector) => (
            <tr key={detector.name}>
              <th scope="row">
                <span className={table.name}>{names.kind(detector.name)}</span>
                <span className={`${table.sub} mono`}>{detector.name}</span>
              </th>
              <td>
                <Precision noise={fresh?.[detector.name] ?? detector.noise} />
              </td>
              <td>
                <Today noise={fresh?.[detector.name] ?? detector.noise} />
              </td>
              <td className={table.wrapText}>{say(detector.says)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

// A point where the verdicts say it is, on the range that so few of them still allow.
function Precision({ noise }: { noise: Noise }) {
  const { t, lang } = useI18n();
  const { confirmed, false_alarm, harmless } = noise.verdicts;
  const all = confirmed + false_alarm + harmless;
  const range = interval(confirmed, all);
  if (noise.precision === null || !range) return <span className="muted small">{t('noise.no_verdict')}</span>;
  const [low, high] = [percent(range.low, lang), percent(range.high, lang)];
  return (
    <div className={styles.precision}>
      <b className="num">{percent(noise.precision, lang)}</b>
      <span className={styles.range} aria-hidden="true">
        <span className={styles.likely} style={{ left: `${range.low * 100}%`, width: `${(range.high - range.low) * 100}%` }} />
        <span className={styles.point} style={{ left: `${noise.precision * 100}%` }} />
      </span>
      <span className="small muted num">{t('noise.range', { low, high, n: all })}</span>
    </div>
  );
}

function Today({ noise }: { noise: Noise }) {
  const { t, lang } = useI18n();
  const used = noise.budget > 0 ? Math.min(1, noise.opened_today / noise.budget) : 0;
  return (
    <div className={styles.today}>
      <span className="num">
        <b>{number(noise.opened_today, lang)}</b>{' '}
        <span className="muted">{noise.budget > 0 ? t('noise.of_budget', { n: noise.budget }) : t('noise.no_budget')}</span>
      </span>
      {noise.budget > 0 && (
        <span className={styles.meter} aria-hidden="true">
          <span className={used >= 1 ? styles.full : ''} style={{ width: `${used * 100}%` }} />
        </span>
      )}
      {noise.held_today > 0 && <Tag tone="warn">{t('noise.held_today', { n: noise.held_today })}</Tag>}
    </div>
  );
}

function Held({ rows, may, onAllow }: { rows: HeldBack[] | undefined; may: boolean; onAllow: (who: Allowed) => void }) {
  const { t, say, lang } = useI18n();
  const names = useNames();
  const client = useQueryClient();
  const toast = useToasts();
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: (row: HeldBack) => openFinding(row.finding),
    onSuccess: (incident) => void navigate({ to: '/incidents/$id', params: { id: incident.id } }),
    onError: toast.failed,
    onSettled: () => refreshNoise(client),
  });
  return (
    <Section title={t('noise.digest')} aside={t('noise.digest_aside')}>
      {rows?.length === 0 && <Empty title={t('noise.digest_none')}>{t('noise.digest_none_help')}</Empty>}
      {rows && rows.length > 0 && (
        <ul className={styles.list} data-testid="digest">
          {rows.map((row) => (
            <li key={row.finding} className={styles.row}>
              <IconVolumeOff size={17} aria-hidden="true" />
              <div className={styles.what}>
                <p className={styles.title}>{say(row.title)}</p>
                <p className={styles.meta}>
                  <span>{names.kind(row.detector)}</span>
                  <span className="num">{t('incident.sure', { p: percent(row.score, lang) })}</span>
                  <span className="num">{t('noise.times', { n: row.findings })}</span>
                  <Ago time={row.last} />
                  {(row.culprit.handle || row.culprit.id) && <span className="mono">{row.culprit.handle || row.culprit.id}</span>}
                </p>
              </div>
              {may && (
                <div className={styles.acts}>
                  <Button
                    size="compact-sm"
                    variant="light"
                    data-row
                    loading={open.isPending && open.variables?.finding === row.finding}
                    onClick={() => open.mutate(row)}
                  >
                    {t('noise.open')}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() =>
                      onAllow({
                        kind: row.culprit.kind,
                        network: row.culprit.network,
                        value: row.culprit.id ?? '',
                        display: row.culprit.display,
                        label: row.culprit.display || row.culprit.handle || row.culprit.id || '',
                        detector: row.detector,
                      })
                    }
                  >
                    {t('noise.allow_dots')}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Allowances({ may, onNew }: { may: boolean; onNew: () => void }) {
  const { t } = useI18n();
  const { data, error, refetch } = useQuery(allowancesQuery);
  const [ended, setEnded] = useState(false);
  const rows = data?.rows ?? [];
  const shown = rows.filter((row) => row.in_force || ended);
  const over = rows.filter((row) => !row.in_force).length;
  return (
    <Section
      title={t('noise.allowances')}
      aside={
        may && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            rightSection={<Kbd>n</Kbd>}
            onClick={onNew}
          >
            {t('noise.allow_new')}
          </Button>
        )
      }
    >
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {data && shown.length === 0 && <Empty title={t('noise.allowances_none')}>{t('noise.allowances_none_help')}</Empty>}
      {shown.length > 0 && (
        <ul className={styles.list} data-testid="allowances">
          {shown.map((row) => (
            <AllowanceRow key={row.id} row={row} may={may} />
          ))}
        </ul>
      )}
      {over > 0 && (
        <Button mt="sm" size="compact-sm" variant="subtle" onClick={() => setEnded(!ended)} aria-expanded={ended}>
          {t(ended ? 'noise.hide_ended' : 'noise.show_ended', { n: over })}
        </Button>
      )}
    </Section>
  );
}

function AllowanceRow({ row, may }: { row: Allowance; may: boolean }) {
  const { t, lang } = useI18n();
  const names = useNames();
  const client = useQueryClient();
  const toast = useToasts();
  const now = useNow();
  const label = row.display || row.value;
  const end = useMutation({
    mutationFn: () => endAllowance(row.id),
    onSuccess: () => {
      const days = Math.max(1, Math.round((Date.parse(row.until) - now) / dayMs));
      toast.done(t('noise.ended', { who: label }), async () => {
        await allow(
          { kind: row.kind, network: row.network, value: row.value, display: row.display, label },
          { why: row.why, days: Math.min(730, days), detector: row.detector },
        );
        refreshNoise(client);
      });
    },
    onError: toast.failed,
    onSettled: () => refreshNoise(client),
  });
  return (
    <li className={`${styles.row} ${styles.bare} ${row.in_force ? '' : styles.over}`}>
      <div className={styles.what}>
        <p className={styles.title}>
          <span className={row.display ? '' : 'mono'}>{label}</span>{' '}
          <Tag tone={row.in_force ? 'ok' : 'plain'}>
            {row.in_force
              ? t('noise.until_day', { d: day(row.until, lang) })
              : t('noise.over', { d: day(row.ended_at ?? row.until, lang) })}
          </Tag>
        </p>
        <p className={styles.why}>{row.why}</p>
        <p className={styles.meta}>
          <span>{t(`noise.kind_${row.kind}`)}</span>
          {row.network && <span>{names.network(row.network)}</span>}
          {row.detector && <span>{t('noise.only', { detector: names.kind(row.detector) })}</span>}
          <span>{t('noise.given', { who: row.by })}</span>
          <span className="num">{t('noise.used', { n: row.used })}</span>
          {row.used_at && <Ago time={row.used_at} />}
        </p>
      </div>
      {may && row.in_force && (
        <div className={styles.acts}>
          <Button size="compact-sm" variant="default" data-row loading={end.isPending} onClick={() => end.mutate()}>
            {t('noise.end')}
          </Button>
        </div>
      )}
    </li>
  );
}
