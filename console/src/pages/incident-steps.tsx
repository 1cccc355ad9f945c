// What the policy asks: who, by when, and the buttons of whoever may decide.
import { Button } from '@mantine/core';
import {
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleX,
  IconClockPlay,
  IconHandStop,
  IconProgress,
  IconSignature,
} from '@tabler/icons-react';
import type { IncidentDetail, Step, StepState } from '../api/types.gen';
import { Ago, Due, Empty, Kbd, Section } from '../components/bits';
import type { StepChoice } from '../components/case-dialogs';
import { useNames } from '../components/names';
import { useI18n } from '../i18n';
import styles from './incident.module.css';

const icons: Record<StepState, typeof IconProgress> = {
  waiting: IconCircleDashed,
  awaiting_approval: IconSignature,
  ready: IconProgress,
  done: IconCircleCheckFilled,
  failed: IconHandStop,
  cancelled: IconCircleX,
};
const colours: Record<StepState, string> = {
  waiting: 'var(--muted)',
  awaiting_approval: 'var(--accent)',
  ready: 'var(--accent)',
  done: 'var(--ok)',
  failed: 'var(--critical)',
  cancelled: 'var(--muted)',
};

type Props = { data: IncidentDetail; may: boolean; onStep: (choice: StepChoice) => void };

export function Steps({ data, may, onStep }: Props) {
  const { t, lang } = useI18n();
  const steps = [...data.steps].sort((a, b) => a.position - b.position);
  const done = steps.filter((s) => s.state === 'done').length;
  return (
    <Section
      title={t('incident.steps')}
      id="steps"
      aside={
        steps.length > 0 && t('incident.steps_done', { done: done.toLocaleString(lang), all: steps.length.toLocaleString(lang) })
      }
    >
      {steps.length === 0 && <Empty title={t('incident.no_steps')}>{t('incident.no_steps_help')}</Empty>}
      <ol>
        {steps.map((step) => (
          <StepLine key={step.id} step={step} data={data} may={may} onStep={onStep} />
        ))}
      </ol>
    </Section>
  );
}

function StepLine({ step, data, may, onStep }: Props & { step: Step }) {
  const { t, say } = useI18n();
  const names = useNames();
  const Icon = step.state === 'waiting' && step.plan.action === 'recheck' ? IconClockPlay : icons[step.state];
  const ended = step.state === 'done' || step.state === 'cancelled';
  const choose = (act: StepChoice['act']) => onStep({ incident: data.incident.id, key: step.plan.key, act });
  return (
    <li className={`${styles.step} ${styles[step.state] ?? ''}`}>
      <span className={styles.stepIcon} style={{ color: colours[step.state] }}>
        <Icon size={20} stroke={1.7} role="img" aria-label={t(`names.step_${step.state}`)} />
      </span>
      <span className={styles.stepTitle}>{say(step.plan.title)}</span>
      <span className={styles.stepClock}>
        {!ended && step.due_at && <Due at={step.due_at} />}
        {step.state === 'done' && step.done_at && (
          <span className="small muted">
            <Ago time={step.done_at} />
          </span>
        )}
      </span>
      <p className={styles.stepMeta}>
        <span>{names.department(step.plan.owner, data.departments)}</span>
        <span>
          {step.state === 'done' && step.done_by
            ? t('incident.done_by', { who: names.actor(step.done_by) })
            : t(`names.step_${step.state}`)}
        </span>
        {step.plan.mode === 'automatic' && !ended && <span>{t('names.mode_automatic')}</span>}
        {step.escalated && <span>{t('incident.escalated')}</span>}
        {step.attempts > 1 && <span>{t('incident.attempts', { n: step.attempts })}</span>}
      </p>
      {step.error && !ended && <p className={styles.stepError}>{step.error}</p>}
      {may && step.state === 'awaiting_approval' && (
        <div className={styles.stepButtons}>
          <Button size="xs" onClick={() => choose('approve')} rightSection={<Kbd>a</Kbd>} data-testid="approve">
            {t('incident.approve')}
          </Button>
          <Button size="xs" variant="default" onClick={() => choose('refuse')}>
            {t('incident.refuse')}
          </Button>
        </div>
      )}
      {may && step.plan.mode === 'manual' && (step.state === 'ready' || step.state === 'failed') && (
        <div className={styles.stepButtons}>
          <Button size="xs" variant="default" onClick={() => choose('complete')} data-testid="complete">
            {t('incident.complete')}
          </Button>
        </div>
      )}
    </li>
  );
}
