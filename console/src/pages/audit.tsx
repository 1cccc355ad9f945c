// Who did what and why, newest first, and the proof that nobody rewrote it.
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCircleCheck, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { auditQuery, sessionQuery, verifyAudit } from '../api/queries';
import { Ago, Empty, Loading, PageHead, TableFrame, Trouble } from '../components/bits';
import { useNames } from '../components/names';
import { useI18n } from '../i18n';
import { moment, number } from '../lib/time';
import queue from './queue.module.css';
import styles from './table.module.css';

export function Audit() {
  const { t, say, lang } = useI18n();
  const names = useNames();
  const [typed, setTyped] = useState('');
  const [actor] = useDebouncedValue(typed.trim(), 300);
  const [limit, setLimit] = useState(100);
  const { data, error, refetch } = useQuery(auditQuery(actor || undefined, limit));
  const { data: session } = useQuery(sessionQuery);
  const verify = useMutation({ mutationFn: verifyAudit });
  return (
    <>
      <PageHead title={t('nav.audit')} lead={t('audit.lead')}>
        {session?.user.role !== 'reader' && (
          <Button
            leftSection={<IconShieldCheck size={16} />}
            loading={verify.isPending}
            onClick={() => verify.mutate()}
            data-testid="verify"
          >
            {t('audit.verify')}
          </Button>
        )}
      </PageHead>
      {verify.error && <Trouble error={verify.error} />}
      {verify.data && (
        <div className={`${styles.verdict} ${verify.data.ok ? styles.good : styles.bad}`} role="status">
          {verify.data.ok ? <IconCircleCheck size={20} aria-hidden="true" /> : <IconShieldX size={20} aria-hidden="true" />}
          <div>
            <p>
              <strong>
                {verify.data.ok
                  ? t('audit.holds', { n: verify.data.checked })
                  : t('audit.broken', { seq: number(verify.data.broken_at ?? 0, lang) })}
              </strong>
            </p>
            {!verify.data.ok && <p>{t('audit.broken_help')}</p>}
            <p className={`${styles.hash} mono`}>{verify.data.head}</p>
          </div>
        </div>
      )}
      <div className={queue.filters}>
        <TextInput
          className={queue.grow ?? ''}
          size="xs"
          aria-label={t('audit.actor')}
          placeholder={t('audit.actor')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.rows.length === 0 && <Empty title={t('audit.none')}>{t('audit.none_help')}</Empty>}
      {data && data.rows.length > 0 && (
        <TableFrame label={t('nav.audit')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th className={styles.num}>{t('audit.seq')}</th>
                <th>{t('audit.when')}</th>
                <th>{t('audit.who')}</th>
                <th>{t('audit.what')}</th>
                <th>{t('audit.case')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((entry) => (
                <tr key={entry.seq}>
                  <td className={`${styles.num} muted`}>{number(entry.seq, lang)}</td>
                  <td style={{ whiteSpace: 'nowrap' }}>
                    {moment(entry.at, lang)}
                    <span className={styles.sub}>
                      <Ago time={entry.at} />
                    </span>
                  </td>
                  <td>{names.actor(entry.actor)}</td>
                  <td className={styles.wrapText}>
                    {say(entry.says)}
                    {entry.why && <span className={styles.sub}>{t('incident.because', { why: entry.why })}</span>}
                  </td>
                  <td>
                    {entry.incident && (
                      <Link to="/incidents/$id" params={{ id: entry.incident }} className="mono">
                        {entry.incident}
                      </Link>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {data && data.rows.length >= limit && limit < 500 && (
        <Button mt="md" variant="default" onClick={() => setLimit((n) => Math.min(500, n + 100))}>
          {t('common.more')}
        </Button>
      )}
    </>
  );
}
