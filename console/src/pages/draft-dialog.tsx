// Writing a draft: for which accounts, what, and when in which zone.
import { Button, Modal, MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { actOnDraft, createDraft, refreshDrafts } from '../api/drafts';
import dialogs from '../components/case-dialogs.module.css';
import { useAccounts } from '../components/freezes';
import { useToasts } from '../components/toast';
import { useI18n } from '../i18n';

export function NewDraftDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Modal opened={opened} onClose={onClose} title={t('drafts.new')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {opened && <Form onClose={onClose} />}
    </Modal>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const toast = useToasts();
  const accounts = useAccounts();
  const [chosen, setChosen] = useState<string[]>([]);
  const [text, setText] = useState('');
  const [local, setLocal] = useState('');
  const [zone, setZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');
  const ready = chosen.length > 0 && text.trim() !== '' && zone.trim() !== '';
  const send = useMutation({
    mutationFn: () => createDraft({ accounts: chosen, text: text.trim(), zone: zone.trim(), local }),
    onSuccess: (made) => {
      toast.done(t('drafts.created'), () => actOnDraft(made.id, 'cancel').then(() => refreshDrafts(client)));
      onClose();
    },
    onError: toast.failed,
    onSettled: () => refreshDrafts(client),
  });
  return (
    <form
      className={dialogs.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) send.mutate();
      }}
    >
      <MultiSelect
        label={t('drafts.accounts')}
        required
        searchable
        data={accounts}
        value={chosen}
        onChange={setChosen}
        data-autofocus
      />
      <Textarea
        label={t('drafts.text')}
        description={t('drafts.text_help')}
        required
        autosize
        minRows={4}
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t('drafts.local')}
        description={t('drafts.local_help')}
        value={local}
        onChange={(event) => setLocal(event.currentTarget.value)}
      />
      <TextInput label={t('drafts.zone')} required value={zone} onChange={(event) => setZone(event.currentTarget.value)} />
      <div className={dialogs.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={send.isPending} disabled={!ready} data-testid="confirm-draft">
          {t('drafts.write')}
        </Button>
      </div>
    </form>
  );
}
