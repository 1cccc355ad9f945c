// Freezes: the banner that says nothing goes out, and the dialogs that set one and lift it, always with a reason.
import { Button, Modal, MultiSelect, SegmentedControl, Select, Textarea } from '@mantine/core';
import { IconSnowflake } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { everything, freezeAccount, freezesQuery, liftFreeze, refreshPublishing } from '../api/publishing';
import { assetsQuery, usersQuery } from '../api/queries';
import type { Freeze } from '../api/types.gen';
import { useI18n } from '../i18n';
import { useNow } from '../lib/clock';
import { dayAndClock } from '../lib/time';
import { Ago } from './bits';
import dialogs from './case-dialogs.module.css';
import styles from './freezes.module.css';
import { useNames } from './names';
import { useToasts } from './toast';

export function useAccountName() {
  const { t } = useI18n();
  const names = useNames();
  return (row: { asset: string; account?: { network: string; handle: string; name: string } | undefined }): string => {
    if (row.asset === everything) return t('publishing.all_accounts');
    if (!row.account) return row.asset;
    return `${row.account.name || row.account.handle} · ${names.network(row.account.network)}`;
  };
}

// One line above every page while something is frozen.
export function FreezeNote() {
  const { t } = useI18n();
  const nameOf = useAccountName();
  const { data } = useQuery(freezesQuery);
  const rows = data?.rows.filter((row) => row.in_force) ?? [];
  if (rows.length === 0) return null;
  return (
    <p className={styles.note} role="note" data-testid="freeze-note">
      <IconSnowflake size={16} aria-hidden="true" />
      <Link to="/publications">
        {rows.length === 1
          ? t('publishing.frozen_who', { who: nameOf(rows[0] as Freeze) })
          : t('publishing.frozen_many', { n: rows.length })}
      </Link>
    </p>
  );
}

export function FreezeBanner({ freeze, may, onLift }: { freeze: Freeze; may: boolean; onLift: () => void }) {
  const { t, lang } = useI18n();
  const names = useNames();
  const nameOf = useAccountName();
  return (
    <section className={styles.banner} aria-label={t('publishing.frozen_who', { who: nameOf(freeze) })} data-testid="freeze">
      <IconSnowflake size={22} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.title}>{t('publishing.frozen_who', { who: nameOf(freeze) })}</p>
        <p>{freeze.why}</p>
        <p className={styles.meta}>
          <span>
            {names.actor(freeze.by)} · <Ago time={freeze.at} />
          </span>
          <span>
            {freeze.until ? t('publishing.until', { d: dayAndClock(freeze.until, lang) }) : t('publishing.until_lifted')}
          </span>
          {freeze.speakers && freeze.speakers.length > 0 && (
            <span>{t('publishing.may_speak', { who: freeze.speakers.join(', ') })}</span>
          )}
          {freeze.incident && (
            <Link to="/incidents/$id" params={{ id: freeze.incident }} className="mono">
              {freeze.incident}
            </Link>
          )}
        </p>
      </div>
      {may && (
        <Button variant="default" onClick={onLift}>
          {t('publishing.lift')}
        </Button>
      )}
    </section>
  );
}

export function LiftDialog({ freeze, onClose }: { freeze: Freeze | null; onClose: () => void }) {
  const { t } = useI18n();
  const nameOf = useAccountName();
  return (
    <Modal
      opened={freeze !== null}
      onClose={onClose}
      title={freeze ? t('publishing.lift_this', { who: nameOf(freeze) }) : ''}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {freeze && <LiftForm freeze={freeze} onClose={onClose} />}
    </Modal>
  );
}

function LiftForm({ freeze, onClose }: { freeze: Freeze; onClose: () => void }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const toast = useToasts();
  const nameOf = useAccountName();
  const [why, setWhy] = useState('');
  const lift = useMutation({
    mutationFn: () => liftFreeze(freeze.asset, why.trim()),
    onSuccess: () => {
      toast.done(t('publishing.lifted', { who: nameOf(freeze) }), async () => {
        const { asset, why: reason, until, speakers, incident } = freeze;
        await freezeAccount({
          asset,
          why: reason,
          until,
          ...(speakers ? { speakers } : {}),
          ...(incident ? { incident } : {}),
        });
        refreshPublishing(client);
      });
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
        if (why.trim() !== '') lift.mutate();
      }}
    >
      <p className="muted">{t('publishing.lift_help')}</p>
      <Textarea
        label={t('publishing.lift_why')}
        description={t('common.why_help')}
        required
        data-autofocus
        autosize
        minRows={2}
        maxLength={2000}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <div className={dialogs.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={lift.isPending} disabled={why.trim() === ''} data-testid="confirm-lift">
          {t('publishing.lift')}
        </Button>
      </div>
    </form>
  );
}

export function FreezeDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('publishing.freeze_title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <FreezeForm onClose={onClose} />}
    </Modal>
  );
}

const ends = ['none', '4', '24', '72'] as const; // hours
const hourMs = 3_600_000;

export function useAccounts() {
  const names = useNames();
  const { data } = useQuery(assetsQuery('account', undefined, 500));
  return (data?.rows ?? []).map((asset) => ({
    value: asset.id,
    label: `${asset.name || asset.handle || asset.id} · ${names.network(asset.network ?? '')}`,
  }));
}

function FreezeForm({ onClose }: { onClose: () => void }) {
  const { t, lang } = useI18n();
  const client = useQueryClient();
  const toast = useToasts();
  const now = useNow();
  const nameOf = useAccountName();
  const accounts = useAccounts();
  const { data: users } = useQuery(usersQuery);
  const [asset, setAsset] = useState<string>(everything);
  const [end, setEnd] = useState<(typeof ends)[number]>('none');
  const [speakers, setSpeakers] = useState<string[]>([]);
  const [why, setWhy] = useState('');
  const until = end === 'none' ? undefined : new Date(now + Number(end) * hourMs).toISOString();
  const freeze = useMutation({
    mutationFn: () => freezeAccount({ asset, why: why.trim(), until, speakers }),
    onSuccess: (made) => {
      toast.done(t('publishing.frozen_who', { who: nameOf(made) }), async () => {
        await liftFreeze(asset, t('publishing.undo_why'));
        refreshPublishing(client);
      });
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
        if (why.trim() !== '') freeze.mutate();
      }}
    >
      <p className="muted">{t('publishing.freeze_help')}</p>
      <Select
        label={t('publishing.account')}
        data={[{ value: everything, label: t('publishing.all_accounts') }, ...accounts]}
        value={asset}
        searchable
        allowDeselect={false}
        onChange={(next) => setAsset(next ?? everything)}
      />
      <Textarea
        label={t('publishing.freeze_why')}
        description={t('common.why_help')}
        required
        data-autofocus
        autosize
        minRows={2}
        maxLength={2000}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <div>
        <p id="freeze-end">{t('publishing.end')}</p>
        <SegmentedControl
          aria-labelledby="freeze-end"
          fullWidth
          value={end}
          onChange={(next) => setEnd(next as typeof end)}
          data={ends.map((value) => ({ value, label: t(`publishing.end_${value}`) }))}
        />
        <p className={dialogs.help}>
          {until ? t('publishing.until', { d: dayAndClock(until, lang) }) : t('publishing.until_lifted')}
        </p>
      </div>
      <MultiSelect
        label={t('publishing.speakers')}
        description={t('publishing.speakers_help')}
        data={(users?.rows ?? []).map((user) => user.name)}
        value={speakers}
        onChange={setSpeakers}
        clearable
        searchable
      />
      <div className={dialogs.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={freeze.isPending} disabled={why.trim() === ''} data-testid="confirm-freeze">
          {t('publishing.freeze')}
        </Button>
      </div>
    </form>
  );
}
