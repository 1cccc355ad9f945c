// The two decisions that deserve a second look: closing cases, and letting a step go out (or not).
import { Button, Modal, Textarea, UnstyledButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { bulk, firstError, incidentQuery, refreshCases, useStepAct } from '../api/queries';
import type { CloseCause } from '../api/types.gen';
import { useI18n } from '../i18n';
import { Kbd, Loading, Trouble } from './bits';
import styles from './case-dialogs.module.css';
import { useNames } from './names';
import { useToasts } from './toast';

const causes = ['resolved', 'false_alarm', 'harmless', 'duplicate'] as const satisfies CloseCause[];

export function CloseDialog({ ids, onClose, onDone }: { ids: string[]; onClose: () => void; onDone?: () => void }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const toast = useToasts();
  const [why, setWhy] = useState('');
  const [busy, setBusy] = useState(false);
  const opened = ids.length > 0;
  useEffect(() => {
    if (opened) setWhy('');
  }, [opened]);

  const close = async (cause: (typeof causes)[number]) => {
    if (busy) return;
    setBusy(true);
    try {
      const result = await bulk({ ids, act: 'close', args: { cause, ...(why ? { why } : {}) } });
      onDone?.();
      onClose();
      if (result.done > 0) toast.done(t('queue.closed', { n: result.done }), result.undo);
      const bad = firstError(result);
      if (bad) toast.failed(bad);
    } catch (error) {
      toast.failed(error);
    }
    setBusy(false);
    refreshCases(client);
  };

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={ids.length === 1 ? t('queue.close_this', { id: ids[0] ?? '' }) : t('queue.close_many', { n: ids.length })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div
        role="group"
        aria-label={t('queue.cause')}
        className={styles.stack}
        onKeyDown={(event) => {
          const cause = causes[Number(event.key) - 1];
          if (!cause || event.target instanceof HTMLTextAreaElement) return;
          event.preventDefault();
          void close(cause);
        }}
      >
        <p className="muted">{t('queue.close_help')}</p>
        {causes.map((cause, i) => (
          <UnstyledButton
            key={cause}
            className={styles.choice}
            onClick={() => void close(cause)}
            disabled={busy}
            data-autofocus={i === 0 || undefined}
            data-cause={cause}
          >
            <Kbd>{i + 1}</Kbd>
            <span>
              <strong>{t(`names.cause_${cause}`)}</strong>
              <span className={styles.help}>{t(`queue.cause_help_${cause}`)}</span>
            </span>
          </UnstyledButton>
        ))}
        <Textarea
          label={t('common.why')}
          description={t('common.why_help')}
          autosize
          minRows={2}
          maxLength={2000}
          value={why}
          onChange={(e) => setWhy(e.currentTarget.value)}
        />
      </div>
    </Modal>
  );
}

export type StepChoice = { incident: string; key: string; act: 'approve' | 'refuse' | 'complete' };

export function StepDialog({ choice, onClose }: { choice: StepChoice | null; onClose: () => void }) {
  const { t } = useI18n();
  const title = choice ? t(`incident.${choice.act}_title`) : '';
  return (
    <Modal opened={choice !== null} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {choice && <StepForm choice={choice} onClose={onClose} />}
    </Modal>
  );
}

function StepForm({ choice, onClose }: { choice: StepChoice; onClose: () => void }) {
  const { t, say } = useI18n();
  const names = useNames();
  const toast = useToasts();
  const act = useStepAct();
  const [why, setWhy] = useState('');
  const { data, error } = useQuery(incidentQuery(choice.incident));
  if (error) return <Trouble error={error} />;
  if (!data) return <Loading />;
  const step = data.steps.find((s) => s.plan.key === choice.key);
  const takedown = data.takedowns.find((d) => d.step === step?.id);
  const refuse = choice.act === 'refuse';
  const done = () => {
    toast.done(t(`incident.${choice.act}_done`));
    onClose();
  };
  const submit = () => {
    if (refuse && why.trim() === '') return;
    act.mutate(
      { id: choice.incident, key: choice.key, act: choice.act, why: why.trim() },
      { onSuccess: done, onError: toast.failed },
    );
  };
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className={styles.stepTitle}>{say(step?.plan.title)}</p>
      <p className="muted">{say(data.incident.title)}</p>
      {takedown && (
        <div className={styles.letter}>
          <p className="small muted">
            {t('incident.letter', { desk: names.network(takedown.desk), reason: names.reason(takedown.reason) })}
          </p>
          <blockquote>{takedown.text}</blockquote>
        </div>
      )}
      <Textarea
        label={t(refuse ? 'incident.why_refuse' : 'common.why')}
        description={t('common.why_help')}
        required={refuse}
        data-autofocus={refuse || undefined}
        autosize
        minRows={2}
        maxLength={2000}
        value={why}
        onChange={(e) => setWhy(e.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          type="submit"
          loading={act.isPending}
          data-autofocus={!refuse || undefined}
          data-testid="confirm-step"
          disabled={refuse && why.trim() === ''}
        >
          {t(`incident.${choice.act}`)}
        </Button>
      </div>
    </form>
  );
}
