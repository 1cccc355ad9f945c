// The charter: what is in force, whether you have read it, who is late; and whether posts of ambassadors are read.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { acknowledgeCharter, charterQuery, charterStandingQuery, employeesQuery, proofQuery } from '../api/charter';
import { sessionQuery } from '../api/queries';
import { Ago, Empty, Loading, PageHead, Section, TableFrame, Tag, Trouble } from '../components/bits';
import { useToasts } from '../components/toast';
import { useI18n } from '../i18n';
import { dayAndClock } from '../lib/time';
import styles from './charter.module.css';

export function CharterPage() {
  const { t, lang } = useI18n();
  const client = useQueryClient();
  const toast = useToasts();
  const { data, error, refetch } = useQuery(charterQuery);
  const { data: session } = useQuery(sessionQuery);
  const may = session !== undefined && session !== null && session.user.role !== 'reader';
  const read = useMutation({
    mutationFn: (version: number) => acknowledgeCharter(version),
    onSuccess: () => toast.done(t('charter.done_read')),
    onError: toast.failed,
    onSettled: () => {
      for (const noun of ['charter', 'audit']) void client.invalidateQueries({ queryKey: [noun] });
    },
  });
  const charter = data?.charter;
  return (
    <>
      <PageHead title={t('nav.charter')} lead={t('charter.lead')} />
      <div className={styles.page}>
        {error && !data && <Trouble error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data && !charter && <Empty title={t('charter.none')}>{t('charter.none_help')}</Empty>}
        {charter && (
          <Section title={t('charter.version', { n: charter.version })}>
            <p className="muted">{t('charter.due', { d: dayAndClock(charter.due, lang) })}</p>
            <div className={styles.text} data-testid="charter-text">
              {charter.text}
            </div>
            {(data?.articles ?? []).map((article) => (
              <p key={article.title}>
                <strong>{article.title}</strong> {t('charter.enforces', { codes: article.codes.join(', ') })}
              </p>
            ))}
            {data?.mine && !data.mine.read && (
              <Button loading={read.isPending} onClick={() => read.mutate(charter.version)} style={{ justifySelf: 'start' }}>
                {t('charter.read')}
              </Button>
            )}
            {data?.mine?.read && data.mine.at && (
              <p>
                <Tag tone="ok">{t('charter.you_read')}</Tag> <Ago time={data.mine.at} />
              </p>
            )}
          </Section>
        )}
        {may && charter && <Standing />}
        <Employees />
      </div>
    </>
  );
}

function Standing() {
  const { t } = useI18n();
  const { data } = useQuery(charterStandingQuery);
  const { data: proof } = useQuery(proofQuery);
  if (!data) return null;
  const lines = (proof?.rows ?? []).map((row) => `${row.version},${row.digest},${row.user},${row.at}`);
  const file = `data:text/csv;charset=utf-8,${encodeURIComponent(['version,sha256,user,at', ...lines].join('\n'))}`;
  return (
    <Section title={t('charter.people')}>
      <TableFrame label={t('charter.people')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('charter.person')}</th>
              <th scope="col">{t('charter.state')}</th>
              <th scope="col">{t('charter.last')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.user}>
                <td>{row.user}</td>
                <td>
                  <Tag tone={row.read ? 'ok' : row.late ? 'bad' : 'plain'}>
                    {t(row.read ? 'charter.has_read' : row.late ? 'charter.late' : 'charter.not_yet')}
                  </Tag>
                </td>
                <td>{row.at ? <Ago time={row.at} /> : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <p>
        <a href={file} download="charter-proof.csv">
          {t('charter.proof')}
        </a>
      </p>
    </Section>
  );
}

// Why posts of ambassadors are not read, when they are not.
function Employees() {
  const { t, lang } = useI18n();
  const { data } = useQuery(employeesQuery);
  if (!data) return null;
  return (
    <Section title={t('charter.employees')}>
      <p>
        <Tag tone={data.on ? 'ok' : 'warn'}>{t(data.on ? 'charter.on' : 'charter.off')}</Tag>{' '}
        {t(data.on ? 'charter.on_help' : 'charter.off_help', { n: data.accounts })}
      </p>
      {!data.on && (
        <ul>
          {data.missing.map((name) => (
            <li key={name}>{t(`charter.missing_${name}`)}</li>
          ))}
        </ul>
      )}
      {data.on && data.notice_date && data.works_council && (
        <p className="muted">
          {data.purpose} ·{' '}
          {t('charter.dates', { notice: dayAndClock(data.notice_date, lang), council: dayAndClock(data.works_council, lang) })}
        </p>
      )}
      <p className="muted">{t('charter.never')}</p>
    </Section>
  );
}
