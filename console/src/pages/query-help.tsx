// The language on one page, and queries to start from.

import { QueryText } from '../components/query-text';
import { useI18n } from '../i18n';
import styles from './watch-editor.module.css';

const examples = ['ex_scam', 'ex_service', 'ex_near', 'ex_review', 'ex_leak'] as const;

export function QueryExamples({ onTake }: { onTake: (query: string) => void }) {
  const { t } = useI18n();
  return (
    <div className={styles.examples}>
      <p className="muted small">{t('query.start_from')}</p>
      {examples.map((key) => (
        <button key={key} type="button" className={styles.example} onClick={() => onTake(t(`query.${key}_query`))}>
          <QueryText query={t(`query.${key}_query`)} />
          <span>{t(`query.${key}`)}</span>
        </button>
      ))}
    </div>
  );
}

const words = [
  ['société', 'h_word'],
  ['"taux garanti"', 'h_phrase'],
  ['=Orange', 'h_exact'],
  ['promo*  *promo*', 'h_star'],
  ['"taux garanti"~5', 'h_window'],
  ['~coupon', 'h_disguise'],
  ['#acme  #*acme*', 'h_tag'],
  ['@acme  $ACME', 'h_handle'],
  ['/IBAN\\s?:/i', 'h_regex'],
] as const;
const joined = [
  ['a b', 'h_and'],
  ['a OR b', 'h_or'],
  ['a -b', 'h_not'],
  ['(a OR b) c', 'h_paren'],
  ['a NEAR/5 b', 'h_near'],
  ['a THEN/5 b', 'h_then'],
  ['a SAME b', 'h_same'],
] as const;
const fields = [
  ['from:acme.example', 'f_from'],
  ['to:acme.example', 'f_to'],
  ['name:(acme NEAR/3 help)', 'f_name'],
  ['bio:acme', 'f_bio'],
  ['lang:fr', 'f_lang'],
  ['network:bluesky', 'f_network'],
  ['kind:review', 'f_kind'],
  ['domain:*acme*', 'f_domain'],
  ['url:acme.example/offre', 'f_url'],
  ['country:fr', 'f_country'],
  ['near:"48.85,2.35,10km"', 'f_near'],
  ['followers:>=10k', 'f_followers'],
  ['likes:>50', 'f_likes'],
  ['rating:<=2', 'f_rating'],
  ['age:<7d', 'f_age'],
  ['has:phone', 'f_has'],
  ['is:review', 'f_is'],
  ['watch:promesses', 'f_watch'],
  ['asset:brand-acme', 'f_asset'],
  ['assets.names', 'o_list'],
] as const;

function Table({ rows }: { rows: readonly (readonly [string, (typeof words | typeof joined | typeof fields)[number][1]])[] }) {
  const { t } = useI18n();
  return (
    <dl>
      {rows.map(([query, key]) => (
        <div key={query} style={{ display: 'contents' }}>
          <dt>
            <QueryText query={query} />
          </dt>
          <dd>{t(`query.${key}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function QueryHelp() {
  const { t } = useI18n();
  return (
    <div className={styles.help}>
      <p className="muted">{t('query.help_lead')}</p>
      <h3>{t('query.help_words')}</h3>
      <Table rows={words} />
      <h3>{t('query.help_joined')}</h3>
      <Table rows={joined} />
      <p className="small muted">{t('query.help_french')}</p>
      <h3>{t('query.help_fields')}</h3>
      <Table rows={fields} />
      <h3>{t('query.help_traps')}</h3>
      <p>{t('query.help_traps_text')}</p>
      <h3>{t('query.help_keys')}</h3>
      <p>{t('query.help_keys_text')}</p>
      <p className="small muted" style={{ marginTop: 20 }}>
        {t('query.help_more')} <span className="mono">{t('query.help_file')}</span>
      </p>
    </div>
  );
}
