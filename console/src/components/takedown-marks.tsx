// What a person does where the platform takes requests through a form only, and what it answered by mail.
import { Button, CopyButton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dossierQuery, type Mark, markTakedown } from '../api/outward';
import { sessionQuery } from '../api/queries';
import type { Takedown, TakedownState } from '../api/types.gen';
import { useI18n } from '../i18n';
import { Trouble } from './bits';
import styles from './takedown-steps.module.css';

const next: Partial<Record<TakedownState, Mark[]>> = {
  approved: ['sent'],
  sent: ['acknowledged', 'refused'],
  acknowledged: ['refused'],
  refused: ['appealed'],
  appealed: ['acknowledged', 'refused'],
};

function Dossier({ id }: { id: string }) {
  const { t, lang } = useI18n();
  const { data, error } = useQuery(dossierQuery(id, lang));
  if (error) return <Trouble error={error} />;
  if (!data) return null;
  return (
    <>
      <pre className={styles.dossier}>{data.text}</pre>
      <CopyButton value={data.text}>
        {({ copied, copy }) => (
          <Button variant="default" size="xs" onClick={copy}>
            {t(copied ? 'incident.dossier_copied' : 'incident.dossier_copy')}
          </Button>
        )}
      </CopyButton>
    </>
  );
}

export function TakedownMarks({ takedown }: { takedown: Takedown }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const [reference, setReference] = useState('');
  const [open, setOpen] = useState(false);
  const mark = useMutation({
    mutationFn: (state: Mark) => markTakedown(takedown.id, state, reference.trim()),
    onSuccess: () => client.invalidateQueries({ queryKey: ['incident', takedown.incident] }),
  });
  const marks = next[takedown.state] ?? [];
  if (marks.length === 0) return null;
  const may = session?.user.role !== undefined && session.user.role !== 'reader';
  return (
    <details className={styles.marks} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('incident.by_hand')}</summary>
      {open && <Dossier id={takedown.id} />}
      {may && (
        <div className={styles.markRow}>
          <TextInput
            size="xs"
            label={t('incident.number_received')}
            value={reference}
            maxLength={200}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
          {marks.map((state) => (
            <Button key={state} variant="default" size="xs" loading={mark.isPending} onClick={() => mark.mutate(state)}>
              {t(`incident.mark_${state}`)}
            </Button>
          ))}
        </div>
      )}
      {mark.error && <Trouble error={mark.error} />}
    </details>
  );
}
