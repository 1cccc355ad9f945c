// Letting a culprit pass: with a reason and an end, always. The case it comes from is closed as harmless by it.
import { Button, Checkbox, Modal, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { type Allowed, allow, endAllowance, refreshNoise } from '../api/noise';
import { useI18n } from '../i18n';
import { useNow } from '../lib/clock';
import { day } from '../lib/time';
import styles from './case-dialogs.module.css';
import { useNames } from './names';
import { useToasts } from './toast';

// `who` null: the person names the culprit.
type Props = { opened: boolean; who: Allowed | null; onClose: () => void };

export function AllowDialog({ opened, who, onClose }: Props) {
  const { t } = useI18n();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={who ? t('noise.allow_this', { who: who.label }) : t('noise.allow_new')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <Form who={who} onClose={onClose} />}
    </Modal>
  );
}

const spans = [7, 30, 90, 365] as const;
const dayMs = 86_400_000;

function Form({ who, onClose }: { who: Allowed | null; onClose: () => void }) {
  const { t, lang } = useI18n();
  const names = useNames();
  const now = useNow();
  const client = useQueryClient();
  const toast = useToasts();
  const [why, setWhy] = useState('');
  const [days, setDays] = useState<number>(90);
  const [only, setOnly] = useState(false);
  const [kind, setKind] = useState<'account' | 'domain' | 'url'>('domain');
  const [network, setNetwork] = useState('');
  const [value, setValue] = useState('');
  const detector = who?.detector;
  const named = who !== null || (value.trim() !== '' && (kind !== 'account' || network.trim() !== ''));
  const ready = why.trim() !== '' && named;

  const send = useMutation({
    mutationFn: () => {
      const culprit: Allowed = who ?? {
        kind,
        value: value.trim(),
        label: value.trim(),
        ...(kind === 'account' ? { network: network.trim() } : {}),
      };
      return allow(culprit, { why: why.trim(), days, ...(only && detector ? { detector } : {}) });
    },
    onSuccess: (made) => {
      const incident = who && 'incident' in who ? who.incident : undefined;
      toast.done(t('noise.allowed', { who: who?.label ?? made.value }), async () => {
        await endAllowance(made.id);
        if (incident) await post(`/incidents/${incident}/reopen`);
        refreshNoise(client);
      });
      onClose();
    },
    onError: toast.failed,
    onSettled: () => refreshNoise(client),
  });

  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) send.mutate();
      }}
    >
      <p className="muted">{t(who && 'incident' in who ? 'noise.allow_case_help' : 'noise.allow_help')}</p>
      {!who && (
        <>
          <SegmentedControl
            aria-label={t('noise.kind')}
            value={kind}
            onChange={(next) => setKind(next as typeof kind)}
            data={(['domain', 'account', 'url'] as const).map((key) => ({ value: key, label: t(`noise.kind_${key}`) }))}
          />
          {kind === 'account' && (
            <Select
              label={t('noise.network')}
              required
              data={['bluesky', 'mastodon', 'x', 'facebook', 'instagram', 'linkedin', 'tiktok', 'youtube', 'telegram'].map(
                (name) => ({
                  value: name,
                  label: names.network(name),
                }),
              )}
              value={network || null}
              onChange={(next) => setNetwork(next ?? '')}
            />
          )}
          <TextInput
            label={t(`noise.value_${kind}`)}
            description={t(`noise.value_${kind}_help`)}
            required
            data-autofocus
            maxLength={500}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        </>
      )}
      <Textarea
        label={t('noise.why')}
        description={t('common.why_help')}
        required
        {...(who ? { 'data-autofocus': true } : {})}
        autosize
        minRows={2}
        maxLength={2000}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <div>
        <p id="allow-until">{t('noise.until')}</p>
        <SegmentedControl
          aria-labelledby="allow-until"
          fullWidth
          value={String(days)}
          onChange={(next) => setDays(Number(next))}
          data={spans.map((n) => ({ value: String(n), label: t(`noise.days_${n}`) }))}
        />
        <p className={styles.help}>{t('noise.ends', { d: day(now + days * dayMs, lang) })}</p>
      </div>
      {detector && (
        <Checkbox
          label={t('noise.only', { detector: names.kind(detector) })}
          checked={only}
          onChange={(event) => setOnly(event.currentTarget.checked)}
        />
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={send.isPending} disabled={!ready} data-testid="confirm-allow">
          {t('noise.allow')}
        </Button>
      </div>
    </form>
  );
}
