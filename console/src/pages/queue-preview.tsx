// Beside the list: enough of the case under the cursor to decide without opening it.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { incidentQuery } from '../api/queries';
import { Due, Kbd, Loading, Trouble } from '../components/bits';
import type { StepChoice } from '../components/case-dialogs';
import { EvidenceList, FindingHead } from '../components/evidence';
import { SideBySide } from '../components/side-by-side';
import { useI18n } from '../i18n';
import styles from './queue.module.css';

type Props = {
  may: boolean;
  id: string | undefined;
  onStep: (choice: StepChoice) => void;
  onClose: (id: string) => void;
  onTake: (id: string) => void;
};

export function Preview({ id, may, onStep, onClose, onTake }: Props) {
  const { t, say } = useI18n();
  const { data, error } = useQuery({ ...incidentQuery(id ?? ''), enabled: id !== undefined });
  if (!id) return <aside className={styles.preview} />;
  if (error) return <Trouble error={error} />;
  if (!data) return <Loading />;
  const { incident } = data;
  const finding = data.findings[0];
  const approval = data.steps.find((step) => step.state === 'awaiting_approval');
  const open = incident.status !== 'closed';
  const steps = data.steps.filter(
    (step) => step.state === 'awaiting_approval' || step.state === 'ready' || step.state === 'failed',
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard
    <aside className={styles.preview} aria-label={t('queue.preview')} tabIndex={0}>
      <div>
        {finding && <FindingHead finding={finding} />}
        <h2 className={styles.previewTitle}>
          <Link to="/incidents/$id" params={{ id }}>
            {say(incident.title)}
          </Link>
        </h2>
      </div>
      {open && may && (
        <div className={styles.actions}>
          {approval && (
            <Button
              size="xs"
              onClick={() => onStep({ incident: id, key: approval.plan.key, act: 'approve' })}
              rightSection={<Kbd>a</Kbd>}
            >
              {t('incident.approve')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => onTake(id)} rightSection={<Kbd>t</Kbd>}>
            {t('queue.take')}
          </Button>
          <Button size="xs" variant="default" onClick={() => onClose(id)} rightSection={<Kbd>e</Kbd>}>
            {t('queue.close')}
          </Button>
        </div>
      )}
      {data.real && data.fake && <SideBySide real={data.real} fake={data.fake} small />}
      {finding && (
        <div>
          <h3 className={styles.previewHead}>{t('incident.why')}</h3>
          <EvidenceList evidence={finding.evidence.slice(0, 4)} />
        </div>
      )}
      {open && steps.length > 0 && (
        <div>
          <h3 className={styles.previewHead}>{t('incident.steps')}</h3>
          {steps.map((step) => (
            <p key={step.id} className={styles.previewStep}>
              <span>{say(step.plan.title)}</span>
              {step.due_at && <Due at={step.due_at} compact />}
            </p>
          ))}
        </div>
      )}
    </aside>
  );
}
