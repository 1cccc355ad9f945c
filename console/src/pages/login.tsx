// The door: log in, and choose a password of one's own the first time.
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { post, rememberSession } from '../api/client';
import { sessionQuery, switchSession, systemQuery } from '../api/queries';
import type { Session } from '../api/types.gen';
import { Trouble } from '../components/bits';
import { Brand, LangSwitch } from '../components/brand';
import { useI18n } from '../i18n';
import styles from './login.module.css';

const stars = [
  [60, 96, 1.4],
  [148, 214, 1],
  [232, 72, 1.2],
  [318, 168, 1.6],
  [402, 58, 1],
  [468, 212, 1.3],
  [536, 118, 1],
  [84, 318, 1],
  [574, 300, 1.2],
  [366, 268, 0.9],
] as const;

function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.door}>
      <aside className={styles.sea} aria-hidden="true">
        <svg viewBox="0 0 600 900" preserveAspectRatio="xMidYMid slice" role="presentation">
          <defs>
            <linearGradient id="beam" x1="0" x2="1">
              <stop offset="0" stopColor="#f9e7b8" stopOpacity=".75" />
              <stop offset=".55" stopColor="#f4d58a" stopOpacity=".16" />
              <stop offset="1" stopColor="#f4d58a" stopOpacity="0" />
            </linearGradient>
            <radialGradient id="halo">
              <stop offset="0" stopColor="#f9e7b8" stopOpacity=".55" />
              <stop offset="1" stopColor="#f9e7b8" stopOpacity="0" />
            </radialGradient>
          </defs>
          <g className={styles.stars}>
            {stars.map(([x, y, r]) => (
              <circle key={x} cx={x} cy={y} r={r} />
            ))}
          </g>
          <path d="M170 405 640 262v226z" fill="url(#beam)" />
          <path d="M170 405 640 340v92z" fill="url(#beam)" />
          <circle cx="170" cy="405" r="96" fill="url(#halo)" />
          <path d="M0 668q75-18 150 0t150 0 150 0 150 0v240H0z" className={styles.waveFar} />
          <path d="M92 700q14-42 40-52l76-4q34 10 48 56z" className={styles.rock} />
          <path d="M143 652l11-214h32l11 214z" className={styles.tower} />
          <path d="M150.5 520l2-42h35l2 42zM146.5 596l2-42h43l2 42z" className={styles.band} />
          <path d="M144 438h52l-4-10h-44z" className={styles.band} />
          <path d="M154 428v-34h32v34z" className={styles.glass} />
          <path d="M150 394q20-34 40 0z" className={styles.band} />
          <path d="M168.5 364h3v16h-3z" className={styles.band} />
          <circle cx="170" cy="410" r="9" className={styles.lamp} />
          <path d="M0 716q75 20 150 0t150 0 150 0 150 0v240H0z" className={styles.wave} />
          <path d="M0 782q75-18 150 0t150 0 150 0 150 0v240H0z" className={styles.waveFront} />
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
      switchSession(client, session);
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
          withAsterisk={false}
          size="md"
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
        />
        <PasswordInput
          label={t('login.password')}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
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
    withAsterisk: false,
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
