// Notices that reached nobody: why, and once more. Nothing is shown while there is none.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { deadNoticesQuery, resendNotice } from '../api/outward';
import type { Notice } from '../api/types.gen';
import { useI18n } from '../i18n';
import styles from '../pages/table.module.css';
import { Ago, Section, TableFrame, Trouble } from './bits';

function Row({ notice, may }: { notice: Notice; may: boolean }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => resendNotice(notice.id),
    onSuccess: () => client.invalidateQueries({ queryKey: deadNoticesQuery.queryKey }),
  });
  return (
    <tr>
      <th scope="row">
        <span className={styles.name}>{notice.channel}</span>
      </th>
      <td>
        <Ago time={notice.created_at} />
      </td>
      <td className={styles.wrapText}>{notice.subject}</td>
      <td className={styles.wrapText}>
        {notice.error}
        {again.error && <Trouble error={again.error} />}
      </td>
      <td className={styles.end}>
        {may && (
          <Button variant="default" size="xs" loading={again.isPending} onClick={() => again.mutate()}>
            {t('channels.resend')}
            <span className="hidden"> {notice.subject}</span>
          </Button>
        )}
      </td>
    </tr>
  );
}

export function DeadNotices({ may }: { may: boolean }) {
  const { t } = useI18n();
  const { data } = useQuery(deadNoticesQuery);
  if (!data || data.rows.length === 0) return null;
  return (
    <Section title={t('channels.dead')}>
      <p className="muted">{t('channels.dead_help')}</p>
      <TableFrame label={t('channels.dead')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('channels.name')}</th>
              <th>{t('channels.written')}</th>
              <th>{t('channels.subject')}</th>
              <th>{t('channels.why')}</th>
              <th>
                <span className="hidden">{t('channels.resend')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((notice) => (
              <Row key={notice.id} notice={notice} may={may} />
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Section>
  );
}
