// One rule: what it says, where each part of it comes from, how good it was, and what it would have done in another wording.
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { ApiError } from '../api/client';
import { sessionQuery } from '../api/queries';
import type { Rule, RuleException, RuleMode } from '../api/types.gen';
import { historyQuery, ruleQuery } from '../api/watches';
import { Ago, Loading, Section, Tag, Trouble } from '../components/bits';
import { History } from '../components/history';
import { QueryProblems } from '../components/query-reading';
import { QueryText } from '../components/query-text';
import { modeLooks } from '../components/rule-mode';
import { SeverityTag } from '../components/severity';
import { Change, VolumeChart } from '../components/volume';
import { useI18n } from '../i18n';
import { useNow } from '../lib/clock';
import { day, number, percent, rounded } from '../lib/time';
import { ruleRoute } from '../router';
import incident from './incident.module.css';
import { BacktestPanel } from './rule-backtest';
import { ModeDialog } from './rule-mode-dialog';
import styles from './rules.module.css';
import watches from './watches.module.css';

const modes: RuleMode[] = ['live', 'shadow', 'off'];

export function RulePage() {
  const { t } = useI18n();
  const { name } = ruleRoute.useParams();
  const { data: rule, error, refetch } = useQuery(ruleQuery(name));
  const { data: session } = useQuery(sessionQuery);
  const may = session?.user.role !== 'reader';
  const [choice, setChoice] = useState<RuleMode>();
  const back = (
    <Link to="/rules" className={incident.back}>
      <IconArrowLeft size={16} aria-hidden="true" /> {t('nav.rules')}
    </Link>
  );
  if (error instanceof ApiError && error.status === 404)
    return (
      <>
        {back}
        <h1 className={incident.title}>{t('rules.unknown', { name })}</h1>
        <p className="muted">{t('rules.unknown_help')}</p>
      </>
    );
  if (error && !rule) return <Trouble error={error} retry={() => void refetch()} />;
  if (!rule) return <Loading />;
  return (
    <>
      {back}
      <Head rule={rule} may={may} onMode={setChoice} />
      <div className={watches.columns}>
        <div className={watches.column}>
          <Numbers rule={rule} />
          {may && <BacktestPanel rule={rule} onPromote={() => setChoice('live')} />}
        </div>
        <div className={watches.column}>
          <Section title={t('rules.output')}>
            <Output text={rule.output} />
          </Section>
          <Exceptions rule={rule} />
          <Effective rule={rule} />
          <HistoryOf rule={rule} />
        </div>
      </div>
      <ModeDialog rule={rule} mode={choice} onClose={() => setChoice(undefined)} />
    </>
  );
}

function Head({ rule, may, onMode }: { rule: Rule; may: boolean; onMode: (mode: RuleMode) => void }) {
  const { t, say } = useI18n();
  return (
    <header className={watches.intro}>
      <p className={incident.tags}>
        <SeverityTag severity={rule.severity} />
        {rule.stats.never_fired && <Tag>{t('rules.never')}</Tag>}
        {rule.tags.map((tag) => (
          <span key={tag}>{tag}</span>
        ))}
        {rule.playbook && (
          <Link to="/policies">
            {t('rules.playbook')} <span className="mono">{rule.playbook}</span>
          </Link>
        )}
      </p>
      <h1 className={incident.title}>{rule.name}</h1>
      <p className={watches.says}>{say(rule.desc)}</p>
      <div className={watches.query}>
        <QueryText query={rule.condition} problems={rule.problems} />
      </div>
      {rule.problems.length > 0 && <QueryProblems query={rule.condition} problems={rule.problems} />}
      {say(rule.says) && <p className={watches.note}>{say(rule.says)}</p>}
      <div className={incident.actions}>
        <fieldset className={styles.modes} aria-label={t('rules.mode')}>
          {modes.map((mode) => {
            const Icon = modeLooks[mode].icon;
            return (
              <button
                key={mode}
                type="button"
                aria-pressed={rule.mode === mode}
                disabled={!may}
                onClick={() => rule.mode !== mode && onMode(mode)}
              >
                <Icon size={15} aria-hidden="true" /> {t(`rules.mode_${mode}`)}
              </button>
            );
          })}
        </fieldset>
        <span className={styles.why}>{t(`rules.mode_help_${rule.mode}`)}</span>
      </div>
      {(rule.mode_why || rule.mode_by) && (
        <p className={styles.why}>
          {rule.mode_why && <q>{t('incident.because', { why: rule.mode_why })}</q>} {rule.mode_by}
          {rule.mode_at && (
            <>
              {' · '}
              <Ago time={rule.mode_at} />
            </>
          )}
        </p>
      )}
    </header>
  );
}

function Numbers({ rule }: { rule: Rule }) {
  const { t, lang } = useI18n();
  const { stats } = rule;
  const { verdicts } = stats;
  const judged = verdicts.confirmed + verdicts.false_alarm + verdicts.harmless;
  return (
    <Section title={t(rule.mode === 'shadow' ? 'rules.would_raise' : 'rules.raises')}>
      <dl className={watches.figures} style={{ paddingTop: 12 }}>
        <div>
          <dt>{t('watches.day')}</dt>
          <dd className="num">
            {number(stats.hits_day, lang)} <Change now={stats.hits_day} before={stats.hits_day_before} />
          </dd>
        </div>
        <div>
          <dt>{t('watches.week')}</dt>
          <dd className="num">
            {number(stats.hits_week, lang)} <Change now={stats.hits_week} before={stats.hits_week_before} />
          </dd>
        </div>
        <div>
          <dt>{t('rules.precision')}</dt>
          <dd className="num">{stats.precision === null ? '–' : percent(stats.precision, lang)}</dd>
        </div>
        <div>
          <dt>{t('rules.cost')}</dt>
          <dd className="num">{t('rules.us', { n: rounded(stats.cost_us, lang) })}</dd>
        </div>
        <div>
          <dt>{t('rules.last')}</dt>
          <dd style={{ fontSize: 20 }}>{stats.last_hit_at ? <Ago time={stats.last_hit_at} /> : t('rules.never')}</dd>
        </div>
      </dl>
      {judged > 0 && (
        <p className="small muted" style={{ marginTop: 8 }}>
          {t('rules.precision_from', {
            n: judged,
            confirmed: verdicts.confirmed,
            false_alarm: verdicts.false_alarm,
            harmless: verdicts.harmless,
          })}
        </p>
      )}
      {!stats.never_fired && (
        <VolumeChart
          now={rule.per_hour}
          before={rule.per_hour_before}
          labels={(i) => (i >= 24 ? t('overview.now') : `− ${24 - i}\u00a0h`)}
          marks={[0, 6, 12, 18, 24]}
          summary={t('watches.volume_summary', { n: stats.hits_day, before: number(stats.hits_day_before, lang) })}
          captions={[t('watches.last_day'), t('watches.before_day')]}
        />
      )}
      {stats.overlap.length > 0 && (
        <ul style={{ marginTop: 12 }} className="small">
          {stats.overlap.map((other) => (
            <li key={other.rule}>
              {t('rules.shares', { n: other.shared, p: percent(other.share, lang) })}{' '}
              <Link to="/rules/$name" params={{ name: other.rule }}>
                {other.rule}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

// %{fields} stand out: they are filled in when it fires.
function Output({ text }: { text: string }) {
  let at = 0;
  return (
    <p className={styles.output}>
      {text
        .split(/(%\{[^}]*\})/)
        .filter((part) => part !== '')
        .map((part) => {
          const key = at;
          at += part.length;
          return part.startsWith('%{') ? <code key={key}>{part}</code> : <span key={key}>{part}</span>;
        })}
    </p>
  );
}

function conditionOf(exception: RuleException): string {
  if (exception.condition) return exception.condition;
  return exception.values
    .map((values) => values.map((value, i) => `${exception.fields[i] ?? '?'} = ${value}`).join(', '))
    .join(' ; ');
}

function Exceptions({ rule }: { rule: Rule }) {
  const { t, say, lang } = useI18n();
  const now = useNow();
  if (rule.exceptions.length === 0) return null;
  return (
    <Section title={t('rules.exceptions')}>
      <ul>
        {rule.exceptions.map((exception) => {
          const over = exception.until !== undefined && Date.parse(exception.until) < now;
          return (
            <li key={exception.name + (exception.place ?? '')} className={styles.layer}>
              {exception.until ? (
                <Tag tone={over ? 'plain' : 'warn'}>
                  {t(over ? 'rules.ended' : 'rules.until', { d: day(exception.until, lang) })}
                </Tag>
              ) : (
                <Tag>{t('rules.lasting')}</Tag>
              )}
              <div>
                <p>
                  <b>{exception.name}</b> — {say(exception.says)}
                </p>
                {exception.condition ? (
                  <QueryText query={exception.condition} />
                ) : (
                  <p className="small mono">{conditionOf(exception)}</p>
                )}
                {exception.suppressed_week !== undefined && (
                  <p className="small muted">{t('rules.suppressed', { n: exception.suppressed_week })}</p>
                )}
                <p className={`${styles.place} mono`}>{exception.place}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

// Which file or person set what, down to the condition that is held against posts.
function Effective({ rule }: { rule: Rule }) {
  const { t, say } = useI18n();
  const parts = Object.entries(rule.effective.set_by ?? {});
  return (
    <Section title={t('rules.effective')}>
      <ol>
        <li className={styles.layer}>
          <Tag>{t('rules.change_file')}</Tag>
          <div>
            <QueryText query={rule.condition} />
            <p className={`${styles.place} mono`}>{rule.place}</p>
          </div>
        </li>
        {rule.effective.changes.map((change) => (
          <li key={`${change.kind} ${change.name} ${change.place ?? ''}`} className={styles.layer}>
            <Tag tone={change.kind === 'override' || change.kind === 'mode' ? 'accent' : 'plain'}>
              {t(`rules.change_${change.kind}`)}
            </Tag>
            <div>
              <p>
                <b>{change.name}</b> — {say(change.says)}
              </p>
              {change.adds && <QueryText query={change.adds} />}
              {change.place && <p className={`${styles.place} mono`}>{change.place}</p>}
            </div>
          </li>
        ))}
      </ol>
      {parts.length > 0 && (
        <details className={styles.parts}>
          <summary>{t('rules.set_by', { n: parts.length })}</summary>
          <dl className={watches.facts}>
            {parts.map(([part, place]) => (
              <Fragment key={part}>
                <dt className="mono">{part}</dt>
                <dd className="mono">{place}</dd>
              </Fragment>
            ))}
          </dl>
        </details>
      )}
      {rule.effective.condition !== rule.condition && (
        <div style={{ marginTop: 12 }}>
          <p className="small muted">{t('rules.in_force')}</p>
          <QueryText query={rule.effective.condition} />
        </div>
      )}
    </Section>
  );
}

function HistoryOf({ rule }: { rule: Rule }) {
  const { t } = useI18n();
  const { data } = useQuery(historyQuery('rule.', rule.name, [rule.mode_by]));
  if (!data || data.length === 0) return null;
  return (
    <Section title={t('watches.history')}>
      <History entries={data} />
    </Section>
  );
}
