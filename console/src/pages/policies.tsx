// The written policy, readable by the people it binds: when this happens, who does what by when.
import { useQuery } from '@tanstack/react-query';
import { policiesQuery } from '../api/queries';
import type { Policy, PolicySet, PolicyStep } from '../api/types.gen';
import { Empty, Loading, PageHead, Section, Tag, Trouble } from '../components/bits';
import { useNames } from '../components/names';
import { type Key, useI18n } from '../i18n';
import { duration, percent } from '../lib/time';
import styles from './policies.module.css';

function When({ policy }: { policy: Policy }) {
  const { t, lang } = useI18n();
  const names = useNames();
  const kinds = policy.kinds.length > 0 ? policy.kinds.map(names.kind).join(', ') : t('policies.any_kind');
  const parts = [
    t('policies.when_kind', { kinds }),
    t('policies.when_severity', { severity: t(`names.severity_${policy.min_severity}`).toLowerCase() }),
  ];
  if (policy.min_score > 0) parts.push(t('policies.when_score', { score: percent(policy.min_score, lang) }));
  if (policy.networks.length > 0)
    parts.push(t('policies.when_network', { networks: policy.networks.map(names.network).join(', ') }));
  return <p className={styles.when}>{`${parts.join(', ')}.`}</p>;
}

function StepLine({ step, policy, all }: { step: PolicyStep; policy: Policy; all: PolicySet }) {
  const { t, say, lang } = useI18n();
  const names = useNames();
  const after = (step.after ?? []).map((key) => say(policy.steps.find((s) => s.key === key)?.title) || key);
  return (
    <li className={styles.step}>
      <span className={styles.title}>{say(step.title)}</span>
      <Tag tone={step.mode === 'approval' ? 'accent' : 'plain'}>{t(`names.mode_${step.mode}`)}</Tag>
      <span className={styles.meta}>
        <b>{names.department(step.owner, all.departments)}</b>
        {step.deadline_s !== undefined && <span>{t('policies.within', { d: duration(step.deadline_s, lang) })}</span>}
        {step.every_s !== undefined && <span>{t('policies.every', { d: duration(step.every_s, lang) })}</span>}
        {after.length > 0 && <span>{t('policies.after', { steps: after.join(', ') })}</span>}
        {step.channels && <span>{t('policies.through', { channels: step.channels.join(', ') })}</span>}
        {step.escalate_to && <span>{t('policies.escalate', { who: names.department(step.escalate_to, all.departments) })}</span>}
      </span>
    </li>
  );
}

export function Policies() {
  const { t, say } = useI18n();
  const { data, error, refetch } = useQuery(policiesQuery);
  const lead: Key = 'policies.lead';
  return (
    <>
      <PageHead title={t('nav.policies')} lead={t(lead)} />
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && data.policies.length === 0 && <Empty title={t('policies.none')}>{t('policies.none_help')}</Empty>}
      {data && (
        <div className={styles.columns}>
          <div className={styles.list}>
            {data.policies.map((policy) => (
              <article key={policy.id} className={styles.policy}>
                <h2>{say(policy.title)}</h2>
                <When policy={policy} />
                <ol>
                  {policy.steps.map((step) => (
                    <StepLine key={step.key} step={step} policy={policy} all={data} />
                  ))}
                </ol>
              </article>
            ))}
          </div>
          <div className={styles.side}>
            <Section title={t('policies.departments')}>
              {data.departments.map((department) => (
                <div key={department.key} className={styles.department}>
                  <strong>{say(department.title)}</strong>
                  <span className="small muted">{[...(department.to ?? []), ...(department.channels ?? [])].join(', ')}</span>
                </div>
              ))}
            </Section>
            <p className="small muted">{t('policies.budget', { n: data.automatic_takedowns_per_day })}</p>
            <p className="small muted">
              {t('policies.version')} <span className="mono">{data.version.slice(0, 12)}</span>
            </p>
          </div>
        </div>
      )}
    </>
  );
}
