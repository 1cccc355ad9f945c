// The door: log in, and choose a password of one's own the first time.
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { post, rememberSession } from '../api/client';
import { sessionQuery, systemQuery } from '../api/queries';
import type { Session } from '../api/types.gen';
import { Trouble } from '../components/bits';
import { Brand, LangSwitch } from '../components/brand';
import { useI18n } from '../i18n';
import styles from './login.module.css';

function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.door}>
      <aside className={styles.sea} aria-hidden="true">
        <svg viewBox="0 0 600 900" preserveAspectRatio="xMidYMid slice" role="presentation">
          <path d="M160 470 620 250v430z" className={styles.beam} />
          <path d="M160 470 620 372v190z" className={styles.beamCore} />
          <path d="M0 640q150-26 300 0t320 0v300H0z" className={styles.wave} />
          <path d="M0 710q150 24 300 0t320 0v300H0z" className={styles.waveFront} />
          <path d="M132 660l10-168h36l10 168z" className={styles.tower} />
          <rect x="136" y="448" width="48" height="46" rx="5" className={styles.tower} />
          <circle cx="160" cy="470" r="13" className={styles.lamp} />
        </svg>
      </aside>
      <main className={styles.panel}>
        <div className={styles.top}>
          <Brand />
          <LangSwitch />
        </div>
        <div className={styles.form}>
          <h1 className={styles.title}>{title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
          {children}
        </div>
      </main>
    </div>
  );
}

export function Login() {
  const { t } = useI18n();
  const client = useQueryClient();
  const { data: system } = useQuery(systemQuery);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const login = useMutation({
    mutationFn: () => post<Session>('/session', { name: name.trim(), password }),
    onSuccess: (session) => {
      rememberSession(session);
      client.clear();
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    login.mutate();
  };
  return (
    <Door title={t('login.title')} lead={system ? t('login.lead', { organisation: system.organisation }) : undefined}>
      <form onSubmit={submit} className={styles.fields}>
        {login.error && <Trouble error={login.error} />}
        <TextInput
          label={t('login.name')}
          name="name"
          autoComplete="username"
          autoFocus
          required
          size="md"
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
        />
        <PasswordInput
          label={t('login.password')}
          name="password"
          autoComplete="current-password"
          required
          size="md"
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('login.show_password'), tabIndex: 0 }}
        />
        <Button type="submit" size="md" loading={login.isPending}>
          {t('login.enter')}
        </Button>
        <p className="small muted">{t('login.first_hint')}</p>
      </form>
    </Door>
  );
}

export function NewPassword() {
  const { t } = useI18n();
  const client = useQueryClient();
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [again, setAgain] = useState('');
  const change = useMutation({
    mutationFn: () => post<Session>('/session/password', { old, new: fresh }),
    onSuccess: (session) => {
      rememberSession(session);
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
  const short = fresh.length > 0 && fresh.length < 12;
  const differs = again.length > 0 && again !== fresh;
  const field = {
    required: true,
    size: 'md',
    visibilityToggleButtonProps: { 'aria-label': t('login.show_password'), tabIndex: 0 },
  } as const;
  return (
    <Door title={t('login.change_title')} lead={t('login.change_lead')}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (!short && fresh === again) change.mutate();
        }}
      >
        {change.error && <Trouble error={change.error} />}
        <PasswordInput
          {...field}
          name="old"
          autoFocus
          autoComplete="current-password"
          label={t('login.old')}
          value={old}
          onChange={(e) => setOld(e.currentTarget.value)}
        />
        <PasswordInput
          {...field}
          name="new"
          autoComplete="new-password"
          label={t('login.new')}
          description={t('login.new_help')}
          error={short ? t('login.too_short') : undefined}
          value={fresh}
          onChange={(e) => setFresh(e.currentTarget.value)}
        />
        <PasswordInput
          {...field}
          name="again"
          autoComplete="new-password"
          label={t('login.again')}
          error={differs ? t('login.differs') : undefined}
          value={again}
          onChange={(e) => setAgain(e.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={change.isPending}>
          {t('login.change')}
        </Button>
      </form>
    </Door>
  );
}
