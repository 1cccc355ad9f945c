// Everything that happened, oldest first, and a place to add a note. Filled dots are people, empty ones are machines.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { IncidentDetail } from '../api/types.gen';
import { Ago, Section } from '../components/bits';
import { useNames } from '../components/names';
import { useToasts } from '../components/toast';
import { useI18n } from '../i18n';
import styles from './incident.module.css';

const machines = ['vigie', 'policy', 'platform'];

type Props = { data: IncidentDetail; may: boolean; onNote: (text: string) => Promise<unknown> };

export function Timeline({ data, may, onNote }: Props) {
  const { t, say } = useI18n();
  const names = useNames();
  const toast = useToasts();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const add = async () => {
    if (note.trim() === '' || busy) return;
    setBusy(true);
    await onNote(note.trim()).then(() => setNote(''), toast.failed);
    setBusy(false);
  };
  return (
    <Section title={t('incident.timeline')}>
      <ol className={styles.timeline}>
        {data.timeline.map((entry) => (
          <li key={entry.seq} className={`${styles.event} ${machines.includes(entry.actor) ? '' : styles.human}`}>
            <p>{say(entry.says)}</p>
            <span className={styles.eventMeta}>
              {names.actor(entry.actor)} · <Ago time={entry.at} />
            </span>
            {entry.why && <p className={styles.eventWhy}>{t('incident.because', { why: entry.why })}</p>}
          </li>
        ))}
      </ol>
      {may && (
        <form
          className={styles.note}
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <Textarea
            aria-label={t('incident.note')}
            placeholder={t('incident.note_hint')}
            autosize
            minRows={2}
            maxLength={4000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void add();
            }}
          />
          <Button type="submit" variant="default" size="xs" loading={busy} disabled={note.trim() === ''}>
            {t('incident.add_note')}
          </Button>
        </form>
      )}
    </Section>
  );
}
