// A post that a query hit, with the words that made it so.
import type { ReactNode } from 'react';
import type { Highlight, Item, Span } from '../api/types.gen';
import { useI18n } from '../i18n';
import { cut } from '../lib/spans';
import { Ago } from './bits';
import { useNames } from './names';
import styles from './post.module.css';

function Marked({ text, field, highlights }: { text: string; field: string; highlights: Highlight[] }) {
  const spans: Span[] = highlights.filter((h) => h.field === field).map(({ start, end }) => ({ field, start, end, text: '' }));
  let at = 0;
  return (
    <>
      {cut(text, spans).map((part) => {
        const key = at;
        at += part.text.length;
        return part.span ? <mark key={key}>{part.text}</mark> : <span key={key}>{part.text}</span>;
      })}
    </>
  );
}

// Links, biographies and the like are shown only where something in them was hit.
function Others({ item, highlights }: { item: Item; highlights: Highlight[] }) {
  const parts: [string, string][] = (item.links ?? []).map((link, i) => [`links.${i}`, link]);
  if (item.author?.bio) parts.push(['author.bio', item.author.bio]);
  return (
    <>
      {parts
        .filter(([field]) => highlights.some((h) => h.field === field))
        .map(([field, text]) => (
          <p key={field} className={styles.other}>
            <Marked text={text} field={field} highlights={highlights} />
          </p>
        ))}
    </>
  );
}

export function Post({ item, highlights, children }: { item: Item; highlights: Highlight[]; children?: ReactNode }) {
  const names = useNames();
  const { t } = useI18n();
  const time = item.created_at ?? item.observed_at;
  const handle = item.author?.handle ?? item.author?.id;
  return (
    <li className={styles.post}>
      <p className={styles.head}>
        <span>
          {names.network(item.network)} · {names.item(item.kind)}
        </span>
        {item.author?.name && highlights.some((h) => h.field === 'author.name') && (
          <span className={styles.author}>
            <Marked text={item.author.name} field="author.name" highlights={highlights} />
          </span>
        )}
        {handle && <span className={`${styles.author} mono`}>@{handle}</span>}
        {time && <Ago time={time} />}
        {children && <span className={styles.end}>{children}</span>}
      </p>
      <p className={styles.text} lang={item.lang}>
        {item.text ? (
          <Marked text={item.text} field="text" highlights={highlights} />
        ) : (
          <span className="muted">{t('watches.no_text')}</span>
        )}
      </p>
      <Others item={item} highlights={highlights} />
    </li>
  );
}
