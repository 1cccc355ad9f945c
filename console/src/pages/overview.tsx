// The first look of the morning: three numbers, what needs a person now, what is arriving, and whether the watch is awake.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useLive } from '../api/live';
import { overviewQuery, systemQuery } from '../api/queries';
import type { CasePart, Overview as Data, Severity } from '../api/types.gen';
import { Ago, Due, Empty, Loading, Section, Trouble } from '../components/bits';
import { CaseLine } from '../components/case-line';
import { Hours } from '../components/hours';
import { SeverityGlyph } from '../components/severity';
import { SourceState } from '../components/source-state';
import { useI18n } from '../i18n';
import { useNow } from '../lib/clock';
import { duration, longDay, number } from '../lib/time';
import styles from './overview.module.css';

const order: Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

function Figures({ data }: { data: Data }) {
  const { t, lang } = useI18n();
  const { counts } = data;
  return (
    <div className={styles.figures}>
      <Link to="/incidents" search={{ status: 'open,in_progress' }} className={styles.figure}>
        <strong className="num">{number(counts.incidents_open, lang)}</strong>
        <span>{t('overview.open', { n: counts.incidents_open })}</span>
        <span className={styles.levels}>
          {order
            .filter((severity) => data.open_by_severity[severity] > 0)
            .map((severity) => (
              <span key={severity} className="num">
                <SeverityGlyph severity={severity} size={12} /> {number(data.open_by_severity[severity], lang)}
              </span>
            ))}
        </span>
      </Link>
      <a href="#needs" className={styles.figure}>
        <strong className="num">{number(counts.approvals_waiting, lang)}</strong>
        <span>{t('overview.approvals', { n: counts.approvals_waiting })}</span>
        <span className={styles.levels}>
          {t(counts.approvals_waiting ? 'overview.approvals_help' : 'overview.approvals_none')}
        </span>
      </a>
      <Link to="/incidents" search={{ late: true }} className={`${styles.figure} ${counts.late_steps > 0 ? styles.alarm : ''}`}>
        <strong className="num">{number(counts.late_steps, lang)}</strong>
        <span>{t('overview.late', { n: counts.late_steps })}</span>
        <span className={styles.levels}>{t(counts.late_steps ? 'overview.late_help' : 'overview.late_none')}</span>
      </Link>
    </div>
  );
}

function Needs({ data }: { data: Data }) {
  const { t, say } = useI18n();
  const parts: CasePart[] = [...data.late, ...data.approvals.filter((a) => !data.late.some((l) => l.step.id === a.step.id))];
  return (
    <Section title={t('overview.needs')} id="needs">
      {parts.length === 0 && <Empty title={t('overview.needs_none')}>{t('overview.needs_none_help')}</Empty>}
      {parts.map(({ incident, step }) => (
        <CaseLine key={step.id} incident={incident}>
          <span className={styles.step}>
            {say(step.plan.title)}
            {step.due_at && <Due at={step.due_at} />}
          </span>
          <Button
            size="xs"
            variant={step.state === 'awaiting_approval' ? 'filled' : 'default'}
            renderRoot={(props) => <Link to="/incidents/$id" params={{ id: incident.id }} hash="steps" {...props} />}
          >
            {t(step.state === 'awaiting_approval' ? 'overview.decide' : 'overview.look')}
          </Button>
        </CaseLine>
      ))}
    </Section>
  );
}

function Kpis({ data }: { data: Data }) {
  const { t, lang } = useI18n();
  const rows = [
    ['overview.kpi_detect', data.kpis.detect_s_p50],
    ['overview.kpi_action', data.kpis.action_s_p50],
    ['overview.kpi_gone', data.kpis.gone_s_p50],
  ] as const;
  return (
    <dl className={styles.kpis}>
      {rows.map(([key, value]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd className="num">{value === null ? '–' : duration(value, lang)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Overview() {
  const { t, lang } = useI18n();
  const now = useNow();
  const { arrivals } = useLive();
  const { data, error, refetch } = useQuery(overviewQuery);
  const { data: system } = useQuery(systemQuery);
  const seen = useRef<Set<string> | null>(null);
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  seen.current ??= new Set(data.latest.map((incident) => incident.id));

  return (
    <>
      <header className={styles.head}>
        <p className={styles.day}>{longDay(now, lang)}</p>
        <h1 className={styles.title}>{t('overview.title', { organisation: system?.organisation ?? 'Vigie' })}</h1>
      </header>
      <Figures data={data} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Needs data={data} />
          <Section title={t('overview.arrivals')} aside={<Link to="/incidents">{t('overview.all')}</Link>}>
            {data.latest.length === 0 && <Empty title={t('overview.arrivals_none')}>{t('overview.arrivals_none_help')}</Empty>}
            <div aria-live="polite" aria-relevant="additions">
              {data.latest.map((incident) => (
                <CaseLine
                  key={incident.id}
                  incident={incident}
                  fresh={arrivals.includes(incident.id) && !seen.current?.has(incident.id)}
                />
              ))}
            </div>
          </Section>
        </div>
        <div className={styles.column}>
          <Section title={t('overview.pace')} aside={t('overview.pace_aside')}>
            <Kpis data={data} />
          </Section>
          <Section title={t('overview.hours')}>
            <Hours today={data.findings_per_hour} before={data.findings_per_hour_before} now={data.now} />
          </Section>
          <Section title={t('nav.sources')} aside={<Link to="/sources">{t('overview.details')}</Link>}>
            {data.sources.length === 0 && <Empty title={t('sources.none')}>{t('sources.none_help')}</Empty>}
            {data.sources.map((source) => (
              <div key={source.name} className={styles.source}>
                <span>
                  {source.name}
                  <span className={styles.sourceFacts}>
                    {t('overview.seen', { n: source.events })}
                    {source.last_event_at && (
                      <>
                        {' · '}
                        <Ago time={source.last_event_at} />
                      </>
                    )}
                  </span>
                </span>
                <SourceState state={source.state} />
              </div>
            ))}
          </Section>
        </div>
      </div>
    </>
  );
}
