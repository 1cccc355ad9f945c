// What was behind a link: the way there, what the page asks for and where its forms post, for each visitor. Nothing is
// loaded from there: addresses are shown as text, never as links.
import { IconAlertTriangle, IconArrowDown, IconCreditCard, IconKey, IconPassword } from '@tabler/icons-react';
import type { PageVisit } from '../api/types.gen';
import { type Key, useI18n } from '../i18n';
import { Tag } from './bits';
import styles from './visits.module.css';

const asks = [
  { field: 'asks_password', key: 'incident.asks_password', icon: IconPassword },
  { field: 'asks_card', key: 'incident.asks_card', icon: IconCreditCard },
  { field: 'asks_code', key: 'incident.asks_code', icon: IconKey },
] as const;

// What a visitor was shown, without who he was: visits that agree are shown once.
const shown = ({ hops, final_url, status, title, forms, error }: PageVisit): string =>
  JSON.stringify([hops, final_url, status, title, forms, error]);

const known = ['desktop', 'mobile', 'french', 'referred'];
const ways = ['asked', 'http', 'meta', 'script', 'refresh'];
const longest = 300;

export function Visits({ visits }: { visits: PageVisit[] }) {
  const { t } = useI18n();
  const who = (visit: PageVisit): string =>
    known.includes(visit.visitor) ? t(`incident.visitor_${visit.visitor}` as Key) : visit.visitor;
  const groups = new Map<string, PageVisit[]>();
  for (const visit of visits) groups.set(shown(visit), [...(groups.get(shown(visit)) ?? []), visit]);
  return (
    <section className={styles.visits} aria-label={t('incident.visits')} data-testid="visits">
      <h3 className={styles.heading}>{t('incident.visits')}</h3>
      {groups.size > 1 && (
        <p className={styles.cloaked}>
          <IconAlertTriangle size={16} aria-hidden="true" /> {t('incident.visit_differs')}
        </p>
      )}
      <div className={styles.side}>
        {[...groups.values()].map((group) => (
          <Visit key={group.map((visit) => visit.visitor).join()} visit={group[0] as PageVisit} who={group.map(who)} />
        ))}
      </div>
    </section>
  );
}

function Visit({ visit, who }: { visit: PageVisit; who: string[] }) {
  const { t } = useI18n();
  const wanted = asks.filter(({ field }) => visit[field]);
  const words = (visit.text ?? '').slice(0, longest);
  return (
    <article className={styles.visit}>
      <p className={styles.who}>
        {t('incident.visit_as', { who: who[0] ?? '' })}
        {who.length > 1 && <span className={styles.same}>{t('incident.visit_same', { who: who.slice(1).join(', ') })}</span>}
      </p>
      {visit.title && <p className={styles.title}>{visit.title}</p>}
      {visit.error && (
        <p>
          <Tag tone="warn">{t('incident.visit_ended', { why: visit.error })}</Tag>
        </p>
      )}
      {wanted.length > 0 && (
        <p className={styles.asks}>
          <span className="muted">{t('incident.visit_asks')}</span>
          {wanted.map(({ key, icon: Icon }) => (
            <Tag key={key} tone="bad" icon={<Icon size={13} aria-hidden="true" />}>
              {t(key)}
            </Tag>
          ))}
        </p>
      )}
      {(visit.forms ?? []).map((form) => (
        <div key={form.method + form.action} className={styles.form}>
          <p>{t('incident.visit_form', { to: form.action })}</p>
          <p className="mono">{form.fields.join(' · ')}</p>
        </div>
      ))}
      <p className={styles.label}>{t('incident.visit_hops')}</p>
      <ol className={styles.hops}>
        {visit.hops.map((hop, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a way may pass an address twice; the order never changes
          <li key={i}>
            {i > 0 && <IconArrowDown size={13} aria-hidden="true" />}
            <span className="mono">{hop.url}</span>
            <span className={styles.how}>
              {ways.includes(hop.how) ? t(`incident.how_${hop.how}` as Key) : hop.how}
              {hop.status > 0 && ` · ${hop.status}`}
            </span>
          </li>
        ))}
      </ol>
      {words && (
        <details className={styles.words}>
          <summary>{t('incident.visit_words')}</summary>
          <p>{words}</p>
        </details>
      )}
    </article>
  );
}
