import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { channelsQuery, sessionQuery, testChannel } from '../api/queries';
import type { Channel } from '../api/types.gen';
import { Empty, Loading, PageHead, TableFrame, Tag, Trouble } from '../components/bits';
import { DeadNotices } from '../components/dead-notices';
import { useI18n } from '../i18n';
import styles from './table.module.css';

const products: Record<string, string> = {
  slack: 'Slack',
  teams: 'Microsoft Teams',
  mattermost: 'Mattermost',
  discord: 'Discord',
  pagerduty: 'PagerDuty',
  jira: 'Jira',
  thehive: 'TheHive',
  misp: 'MISP',
  taxii: 'TAXII',
};

function Row({ channel, may }: { channel: Channel; may: boolean }) {
  const { t } = useI18n();
  // Names of products are the same in every language.
  const typeName = (type: string) =>
    type === 'email' ? t('channels.email') : type === 'webhook' ? t('channels.webhook') : (products[type] ?? type);
  const test = useMutation({ mutationFn: () => testChannel(channel.name) });
  return (
    <tr>
      <th scope="row">
        <span className={styles.name}>{channel.name}</span>
      </th>
      <td>{typeName(channel.type)}</td>
      <td className={styles.wrapText}>{channel.detail}</td>
      <td className={styles.wrapText} aria-live="polite">
        {test.data && (
          <>
            <Tag tone={test.data.outcome === 'sent' ? 'ok' : 'bad'}>{t(`channels.outcome_${test.data.outcome}`)}</Tag>{' '}
            <span className="small muted">{test.data.detail}</span>
          </>
        )}
        {test.error && <Trouble error={test.error} />}
      </td>
      <td className={styles.end}>
        {may && (
          <Button variant="default" size="xs" loading={test.isPending} onClick={() => test.mutate()} data-testid="test-channel">
            {t('channels.test')}
            <span className="hidden"> {channel.name}</span>
          </Button>
        )}
      </td>
    </tr>
  );
}

export function Channels() {
  const { t } = useI18n();
  const { data, error, refetch } = useQuery(channelsQuery);
  const { data: session } = useQuery(sessionQuery);
  return (
    <>
      <PageHead title={t('nav.channels')} lead={t('channels.lead')} />
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.rows.length === 0 && <Empty title={t('channels.none')}>{t('channels.none_help')}</Empty>}
      {data && data.rows.length > 0 && (
        <TableFrame label={t('nav.channels')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('channels.name')}</th>
                <th>{t('channels.type')}</th>
                <th>{t('channels.to')}</th>
                <th>{t('channels.result')}</th>
                <th>
                  <span className="hidden">{t('channels.test')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((channel) => (
                <Row key={channel.name} channel={channel} may={session?.user.role !== 'reader'} />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      <DeadNotices may={session?.user.role !== 'reader'} />
    </>
  );
}
