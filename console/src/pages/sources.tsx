import { useQuery } from '@tanstack/react-query';
import { sourcesQuery } from '../api/queries';
import { Ago, Empty, Loading, PageHead, TableFrame, Trouble } from '../components/bits';
import { SourceState } from '../components/source-state';
import { useI18n } from '../i18n';
import { duration, number } from '../lib/time';
import styles from './table.module.css';

export function Sources() {
  const { t, lang } = useI18n();
  const { data, error, refetch } = useQuery(sourcesQuery);
  return (
    <>
      <PageHead title={t('nav.sources')} lead={t('sources.lead')} />
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.rows.length === 0 && <Empty title={t('sources.none')}>{t('sources.none_help')}</Empty>}
      {data && data.rows.length > 0 && (
        <TableFrame label={t('nav.sources')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('sources.name')}</th>
                <th>{t('sources.state')}</th>
                <th className={styles.num}>{t('sources.events')}</th>
                <th className={styles.num}>{t('sources.bad')}</th>
                <th className={styles.num}>{t('sources.lag')}</th>
                <th>{t('sources.last')}</th>
                <th>{t('sources.detail')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((source) => (
                <tr key={source.name}>
                  <th scope="row">
                    <span className={styles.name}>{source.name}</span>
                    <span className={styles.sub}>{source.type}</span>
                  </th>
                  <td>
                    <SourceState state={source.state} />
                  </td>
                  <td className={styles.num}>{number(source.events, lang)}</td>
                  <td className={styles.num}>{number(source.bad, lang)}</td>
                  <td className={styles.num}>{source.state === 'connected' ? duration(source.lag_s, lang) : '–'}</td>
                  <td>{source.last_event_at ? <Ago time={source.last_event_at} /> : '–'}</td>
                  <td className={styles.wrapText}>{source.detail}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </>
  );
}
