// Asking for a publication: which account, what, and the window in which it may go out.
import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { actOnPublication, createPublication, refreshPublishing } from '../api/publishing';
import dialogs from '../components/case-dialogs.module.css';
import { useAccounts } from '../components/freezes';
import { useToasts } from '../components/toast';
import { useI18n } from '../i18n';
import { useNow } from '../lib/clock';

export function NewPublication({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Modal opened={opened} onClose={onClose} title={t('publishing.new')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {opened && <Form onClose={onClose} />}
    </Modal>
  );
}

const hourMs = 3_600_000;
// What <input type="datetime-local"> takes: local time to the minute.
function local(ms: number): string {
  const d = new Date(ms);
  return new Date(ms - d.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function Form({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const toast = useToasts();
  const now = useNow();
  const accounts = useAccounts();
  const [asset, setAsset] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [why, setWhy] = useState('');
  const [opens, setOpens] = useState(() => local(now));
  const [closes, setCloses] = useState(() => local(now + 24 * hourMs));
  const orderly = opens !== '' && closes > opens;
  const ready = asset !== null && text.trim() !== '' && orderly;
  const send = useMutation({
    mutationFn: () =>
      createPublication({
        asset: asset ?? '',
        text: text.trim(),
        opens_at: new Date(opens).toISOString(),
        closes_at: new Date(closes).toISOString(),
        ...(why.trim() ? { why: why.trim() } : {}),
      }),
    onSuccess: (made) => {
      toast.done(t(made.state === 'frozen' ? 'publishing.created_frozen' : 'publishing.created'), () =>
        actOnPublication(made.id, 'cancel').then(() => refreshPublishing(client)),
      );
      onClose();
    },
    onError: toast.failed,
    onSettled: () => refreshPublishing(client),
  });
  return (
    <form
      className={dialogs.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) send.mutate();
      }}
    >
      <Select
        label={t('publishing.account')}
        required
        searchable
        data={accounts}
        value={asset}
        onChange={setAsset}
        data-autofocus
      />
      <Textarea
        label={t('publishing.text')}
        description={t('publishing.text_help')}
        required
        autosize
        minRows={3}
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t('publishing.opens')}
        required
        value={opens}
        onChange={(event) => setOpens(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t('publishing.closes')}
        required
        value={closes}
        error={orderly ? undefined : t('publishing.window_wrong')}
        onChange={(event) => setCloses(event.currentTarget.value)}
      />
      <TextInput
        label={t('common.why')}
        description={t('common.why_help')}
        maxLength={2000}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <div className={dialogs.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={send.isPending} disabled={!ready} data-testid="confirm-publication">
          {t('publishing.ask')}
        </Button>
      </div>
    </form>
  );
}
