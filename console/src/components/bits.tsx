// Small shared pieces: times, tags, empty and error states, section frames.
import { Button, Loader, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconClock, IconFlame } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiError } from '../api/client';
import { useI18n } from '../i18n';
import { useNow } from '../lib/clock';
import { ago, duration, moment } from '../lib/time';
import styles from './bits.module.css';

export function Ago({ time }: { time: string }) {
  const { lang } = useI18n();
  const now = useNow();
  return (
    <Tooltip label={moment(time, lang)}>
      <time className="num" dateTime={time}>
        {ago(time, now, lang)}
      </time>
    </Tooltip>
  );
}

// "due in 12 min" or "late by 3 min", with a shape for each.
export function Due({ at, compact = false }: { at: string; compact?: boolean }) {
  const { t, lang } = useI18n();
  const now = useNow();
  const left = (Date.parse(at) - now) / 1000;
  const late = left < 0;
  const d = duration(Math.abs(left) < 60 ? Math.floor(Math.abs(left)) : Math.abs(left), lang);
  const words = late
    ? t(compact ? 'common.late_short' : 'common.late_by', { d })
    : t(compact ? 'common.due_short' : 'common.due_in', { d });
  return (
    <Tooltip label={moment(at, lang)}>
      <span className={`${styles.due} ${late ? styles.late : left < 300 ? styles.soon : ''} num`}>
        {late ? <IconFlame size={14} aria-hidden="true" /> : <IconClock size={14} aria-hidden="true" />}
        {words}
      </span>
    </Tooltip>
  );
}

export type Tone = 'plain' | 'accent' | 'ok' | 'warn' | 'bad';

export function Tag({ children, tone = 'plain', icon }: { children: ReactNode; tone?: Tone; icon?: ReactNode }) {
  return (
    <span className={`${styles.tag} ${styles[tone]}`}>
      {icon}
      {children}
    </span>
  );
}

export function PageHead({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children?: ReactNode }) {
  return (
    <header className={styles.head}>
      <div>
        <h1 className={styles.title}>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {children && <div className={styles.headActions}>{children}</div>}
    </header>
  );
}

export function Section({
  title,
  aside,
  children,
  id,
}: {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  id?: string;
}) {
  return (
    <section className={styles.section} id={id}>
      <div className={styles.sectionHead}>
        <h2 className={styles.sectionTitle}>{title}</h2>
        {aside && <div className={styles.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}

export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {children && <p className="muted">{children}</p>}
      {action}
    </div>
  );
}

export function Loading() {
  const { t } = useI18n();
  return (
    <div className={styles.loading} role="status">
      <Loader size="sm" />
      <span className="muted">{t('common.loading')}</span>
    </div>
  );
}

export function errorWords(error: unknown, t: ReturnType<typeof useI18n>['t']): { message: string; help: string } {
  if (error instanceof ApiError && error.code === 'unreachable')
    return { message: t('common.unreachable'), help: t('common.unreachable_help') };
  if (error instanceof ApiError) return { message: error.message, help: error.help };
  return { message: t('common.unexpected'), help: t('common.unexpected_help') };
}

export function Trouble({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useI18n();
  const { message, help } = errorWords(error, t);
  return (
    <div className={styles.trouble} role="alert">
      <IconAlertTriangle size={18} aria-hidden="true" />
      <div>
        <p className={styles.troubleTitle}>{message}</p>
        {help && <p>{help}</p>}
      </div>
      {retry && (
        <Button variant="default" size="xs" onClick={retry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  );
}

// A wide table scrolls inside its own frame, with the keyboard too.
export function TableFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard
    <div className={styles.frame} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className={styles.kbd}>{children}</kbd>;
}
