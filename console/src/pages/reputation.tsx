// What is said of us against the period before: how much, how it sounds, about what; and what it was worth.
import { Button, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../api/queries';
import { reputationQuery, tellCustomers } from '../api/reputation';
import type { Reputation as Data, ReputationShare, Tones } from '../api/types.gen';
import { Empty, Loading, PageHead, Section, TableFrame, Trouble } from '../components/bits';
import { useToasts } from '../components/toast';
import { Change, VolumeChart } from '../components/volume';
import { useI18n } from '../i18n';
import { day, duration, number, percent } from '../lib/time';
import queue from './queue.module.css';
import styles from './reputation.module.css';
import table from './table.module.css';

const periods = [7, 30, 90] as const;
const dayMs = 86_400_000;

export function Reputation() {
  const { t, lang } = useI18n();
  const [days, setDays] = useState<number>(30);
  const { data, error, refetch } = useQuery(reputationQuery(days));
  return (
    <>
      <PageHead title={t('reputation.title')} lead={t('reputation.lead')} />
      <div className={queue.filters} role="group" aria-label={t('reputation.period')}>
        {periods.map((n) => (
          <button key={n} type="button" className={queue.chip} aria-pressed={days === n} onClick={() => setDays(n)}>
            {t('reputation.days', { n: number(n, lang) })}
          </button>
        ))}
      </div>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Found data={data} />}
    </>
  );
}

function Found({ data }: { data: Data }) {
  const { t, lang } = useI18n();
  const from = Date.parse(data.from);
  const last = data.per_day.length;
  return (
    <div className={styles.page} data-testid="reputation">
      <Figures data={data} />
      {data.mentions.now === 0 && <Empty title={t('reputation.none')}>{t('reputation.none_help')}</Empty>}
      {data.mentions.now > 0 && (
        <Section title={t('reputation.by_day')}>
          <VolumeChart
            now={data.per_day}
            before={data.negative_per_day}
            labels={(i) => day(from + i * dayMs, lang)}
            marks={[0, Math.floor(last / 2), last]}
            summary={t('reputation.by_day_summary', { n: number(data.mentions.now, lang) })}
            captions={[t('reputation.mentions'), t('reputation.negative')]}
            part
          />
        </Section>
      )}
      <Worth data={data} />
      {data.voices.length > 0 && (
        <Section title={t('reputation.voices')}>
          <Voices rows={data.voices} />
        </Section>
      )}
      {data.themes.length > 0 && (
        <Section title={t('reputation.themes')}>
          <Shares head={t('reputation.theme')} rows={data.themes.map((row) => ({ ...row, key: row.term }))} />
        </Section>
      )}
      {(
        [
          ['assets', data.assets],
          ['networks', data.networks],
          ['places', data.places],
        ] as const
      ).map(
        ([key, rows]) =>
          rows.length > 0 && (
            <Section key={key} title={t(`reputation.${key}`)}>
              <Shares head={t(`reputation.${key}_head`)} rows={rows} />
            </Section>
          ),
      )}
      {data.truncated && <p className="small muted">{t('reputation.truncated')}</p>}
    </div>
  );
}

function Figures({ data }: { data: Data }) {
  const { t, lang } = useI18n();
  const { balance } = data.tones;
  const score = (value: number): string => `${value > 0 ? '+' : ''}${number(Math.round(value * 100), lang)}`;
  return (
    <dl className={styles.figures}>
      {(['mentions', 'authors', 'reach'] as const).map((key) => (
        <div key={key}>
          <dt>{t(`reputation.${key}`)}</dt>
          <dd>
            <strong className="num">{number(data[key].now, lang)}</strong> <Change {...data[key]} />
          </dd>
        </div>
      ))}
      {balance !== undefined && (
        <div>
          <dt>{t('reputation.balance')}</dt>
          <dd>
            <strong className="num">{score(balance)}</strong>{' '}
            {data.tones_before.balance !== undefined && (
              <span className="muted num">{t('reputation.was', { n: score(data.tones_before.balance) })}</span>
            )}
          </dd>
        </div>
      )}
      {data.reviews.mean !== undefined && (
        <div>
          <dt>{t('reputation.stars')}</dt>
          <dd>
            <strong className="num">{data.reviews.mean.toLocaleString(lang, { maximumFractionDigits: 1 })}</strong>{' '}
            <span className="muted num">/ 5 · {number(data.reviews.count.now, lang)}</span>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Worth({ data }: { data: Data }) {
  const { t, lang } = useI18n();
  const { data: session } = useQuery(sessionQuery);
  const may = session !== undefined && session !== null && session.user.role !== 'reader';
  const known = data.gains.filter((gain) => gain.followers !== undefined && gain.followers_before !== undefined);
  const followers = known.reduce((sum, gain) => sum + (gain.followers ?? 0) - (gain.followers_before ?? 0), 0);
  const interactions = data.gains.reduce((sum, gain) => sum + gain.interactions.now, 0);
  const before = data.gains.reduce((sum, gain) => sum + gain.interactions.before, 0);
  const { cases } = data;
  return (
    <Section title={t('reputation.worth')}>
      <dl className={styles.figures}>
        <div>
          <dt>{t('reputation.followers')}</dt>
          <dd>
            <strong className="num">{known.length > 0 ? `${followers > 0 ? '+' : ''}${number(followers, lang)}` : '—'}</strong>
          </dd>
        </div>
        <div>
          <dt>{t('reputation.interactions')}</dt>
          <dd>
            <strong className="num">{number(interactions, lang)}</strong> <Change now={interactions} before={before} />
          </dd>
        </div>
        <div>
          <dt>{t('reputation.customers')}</dt>
          <dd>
            <strong className="num">{data.customers === undefined ? '—' : number(data.customers, lang)}</strong>
          </dd>
        </div>
        <div>
          <dt>{t('reputation.cases')}</dt>
          <dd>
            <strong className="num">{number(cases.opened.now, lang)}</strong>{' '}
            {cases.gone_s_p50 !== undefined && (
              <span className="muted">{t('reputation.gone', { d: duration(cases.gone_s_p50, lang) })}</span>
            )}
          </dd>
        </div>
      </dl>
      {may && <Customers now={data.now} />}
    </Section>
  );
}

function Customers({ now }: { now: string }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const toast = useToasts();
  const [month, setMonth] = useState(() => new Date(Date.parse(now) - 28 * dayMs).toISOString().slice(0, 7));
  const [count, setCount] = useState<number | string>('');
  const send = useMutation({
    mutationFn: () => tellCustomers(client, month, Number(count)),
    onSuccess: () => toast.done(t('reputation.told')),
    onError: toast.failed,
  });
  return (
    <details className={styles.tell}>
      <summary>{t('reputation.tell')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <TextInput
          type="month"
          label={t('reputation.month')}
          required
          value={month}
          onChange={(e) => setMonth(e.currentTarget.value)}
        />
        <NumberInput label={t('reputation.customers')} required min={0} allowDecimal={false} value={count} onChange={setCount} />
        <Button type="submit" loading={send.isPending} disabled={count === '' || month === ''}>
          {t('reputation.save')}
        </Button>
      </form>
    </details>
  );
}

function ToneBar({ tones }: { tones: Tones }) {
  const { t, lang } = useI18n();
  const all = tones.negative + tones.neutral + tones.positive;
  if (all === 0) return <span className="muted">—</span>;
  const label = t('reputation.tones', { bad: percent(tones.negative / all, lang), good: percent(tones.positive / all, lang) });
  return (
    <span className={styles.tones} role="img" aria-label={label} title={label}>
      {(['negative', 'neutral', 'positive'] as const).map((key) => (
        <i key={key} className={styles[key]} style={{ width: `${(100 * tones[key]) / all}%` }} />
      ))}
    </span>
  );
}

function Shares({ head, rows }: { head: string; rows: ReputationShare[] }) {
  const { t, lang } = useI18n();
  return (
    <TableFrame label={head}>
      <table className={table.table}>
        <thead>
          <tr>
            <th>{head}</th>
            <th className={table.end}>{t('reputation.mentions')}</th>
            <th className={table.end}>{t('reputation.change')}</th>
            <th>{t('reputation.tone')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name || row.key}</th>
              <td className={`${table.end} num`}>{number(row.mentions.now, lang)}</td>
              <td className={table.end}>
                <Change {...row.mentions} />
              </td>
              <td>
                <ToneBar tones={row.tones} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Voices({ rows }: { rows: ReputationShare[] }) {
  const { t, lang } = useI18n();
  const all = Math.max(
    1,
    rows.reduce((sum, row) => sum + row.mentions.now, 0),
  );
  return (
    <ul className={styles.voices}>
      {rows.map((row) => (
        <li key={row.key}>
          <span>{row.key === '' ? t('reputation.us') : row.key}</span>
          <span className={styles.bar}>
            <i className={row.key === '' ? styles.ours : ''} style={{ width: `${(100 * row.mentions.now) / all}%` }} />
          </span>
          <span className="num">{percent(row.mentions.now / all, lang)}</span>
        </li>
      ))}
    </ul>
  );
}
