import { useQuery } from '@tanstack/react-query';
import { detectorsQuery, sourcesQuery } from '../api/queries';
import { Ago, Empty, Loading, PageHead, Section, TableFrame, Trouble } from '../components/bits';
import { useNames } from '../components/names';
import { SourceState } from '../components/source-state';
import { useI18n } from '../i18n';
import { duration, number } from '../lib/time';
import styles from './table.module.css';

export function Sources() {
  const { t, lang, say } = useI18n();
  const names = useNames();
  const { data, error, refetch } = useQuery(sourcesQuery);
  const { data: detectors } = useQuery(detectorsQuery);
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
      <div style={{ height: 40 }} />
      <Section title={t('sources.detectors')} aside={t('sources.detectors_aside')}>
        <TableFrame label={t('sources.detectors')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('sources.name')}</th>
                <th>{t('sources.catches')}</th>
                <th>{t('sources.looks_at')}</th>
              </tr>
            </thead>
            <tbody>
              {(detectors?.rows ?? []).map((detector) => (
                <tr key={detector.name}>
                  <th scope="row">
                    <span className={styles.name}>{names.kind(detector.name)}</span>
                    <span className={`${styles.sub} mono`}>{detector.name}</span>
                  </th>
                  <td className={styles.wrapText}>{say(detector.says)}</td>
                  <td>{detector.looks_at.map(names.item).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      </Section>
    </>
  );
}
