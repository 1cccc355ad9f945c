// What we asked platforms to remove, in the columns of its way out. A refusal or a return is never hidden among the rest.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { takedownsQuery } from '../api/queries';
import type { Takedown, TakedownState } from '../api/types.gen';
import { Ago, Empty, Loading, PageHead, Trouble } from '../components/bits';
import { useNames } from '../components/names';
import { type Key, useI18n } from '../i18n';
import styles from './takedowns.module.css';

const lanes: { key: Key; help: Key; states: TakedownState[] }[] = [
  { key: 'takedowns.lane_decide', help: 'takedowns.lane_decide_help', states: ['drafted'] },
  { key: 'takedowns.lane_sending', help: 'takedowns.lane_sending_help', states: ['approved'] },
  { key: 'takedowns.lane_asked', help: 'takedowns.lane_asked_help', states: ['sent', 'acknowledged', 'appealed'] },
  { key: 'takedowns.lane_trouble', help: 'takedowns.lane_trouble_help', states: ['refused', 'back_again'] },
  { key: 'takedowns.lane_gone', help: 'takedowns.lane_gone_help', states: ['gone'] },
];

function Card({ takedown }: { takedown: Takedown }) {
  const { t } = useI18n();
  const names = useNames();
  return (
    <Link to="/incidents/$id" params={{ id: takedown.incident }} className={styles.card}>
      <strong>{takedown.subject.display || takedown.subject.handle || takedown.subject.id}</strong>
      {takedown.subject.handle && <span className={`${styles.handle} mono`}>{takedown.subject.handle}</span>}
      <span className={styles.meta}>
        {names.network(takedown.desk)} · {names.reason(takedown.reason)}
      </span>
      <span className={styles.meta}>
        <span className="mono">{takedown.incident}</span>
        {takedown.gone_at ? (
          <Ago time={takedown.gone_at} />
        ) : takedown.sent_at ? (
          <Ago time={takedown.sent_at} />
        ) : (
          <span>{t(`names.takedown_${takedown.state}`)}</span>
        )}
      </span>
      {takedown.error && <span className={styles.error}>{takedown.error}</span>}
    </Link>
  );
}

export function Takedowns() {
  const { t } = useI18n();
  const { data, error, refetch } = useQuery(takedownsQuery);
  return (
    <>
      <PageHead title={t('nav.takedowns')} lead={t('takedowns.lead')} />
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.rows.length === 0 && <Empty title={t('takedowns.none')}>{t('takedowns.none_help')}</Empty>}
      {data && data.rows.length > 0 && (
        <div className={styles.board}>
          {lanes.map((lane) => {
            const rows = data.rows.filter((row) => lane.states.includes(row.state));
            return (
              <section key={lane.key} className={styles.lane}>
                <h2>
                  {t(lane.key)} <span className="num muted">{rows.length}</span>
                </h2>
                {rows.length === 0 ? (
                  <p className={styles.none}>{t(lane.help)}</p>
                ) : (
                  rows.slice(0, 60).map((row) => <Card key={row.id} takedown={row} />)
                )}
              </section>
            );
          })}
        </div>
      )}
    </>
  );
}
