// What may go out on our accounts: what is frozen first, then the queue with what waits for a person on top.
import { Button } from '@mantine/core';
import { IconPlus, IconSnowflake } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { actOnPublication, freezesQuery, type PublicationAct, publicationsQuery, refreshPublishing } from '../api/publishing';
import { sessionQuery } from '../api/queries';
import type { Freeze, Publication } from '../api/types.gen';
import { Ago, Empty, Kbd, Loading, PageHead, Section, Tag, type Tone, Trouble } from '../components/bits';
import { FreezeBanner, FreezeDialog, LiftDialog, useAccountName } from '../components/freezes';
import { useNames } from '../components/names';
import { useToasts } from '../components/toast';
import { useI18n } from '../i18n';
import { useNow } from '../lib/clock';
import { useKeys } from '../lib/keys';
import { useRowKeys } from '../lib/row-keys';
import { dayAndClock, number } from '../lib/time';
import styles from './detectors.module.css';
import { NewPublication } from './publication-dialog';
import queue from './queue.module.css';

type State = Publication['state'];
const states = ['waiting', 'approved', 'frozen', 'published', 'cancelled'] as const satisfies State[];
const tones: Record<State, Tone> = { waiting: 'accent', approved: 'ok', frozen: 'warn', published: 'plain', cancelled: 'plain' };

export function Publications() {
  const { t, lang } = useI18n();
  const { data, error, refetch } = useQuery(publicationsQuery);
  const { data: freezes } = useQuery(freezesQuery);
  const { data: session } = useQuery(sessionQuery);
  const may = session !== undefined && session !== null && session.user.role !== 'reader';
  const [state, setState] = useState<State>();
  const [writing, setWriting] = useState(false);
  const [freezing, setFreezing] = useState(false);
  const [lifting, setLifting] = useState<Freeze | null>(null);
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  useKeys({ n: () => setWriting(true), f: () => setFreezing(true) }, may);
  const all = data?.rows ?? [];
  const rows = all
    .filter((row) => (state ? row.state === state : true))
    .sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state));
  const inForce = (freezes?.rows ?? []).filter((row) => row.in_force);
  const lifted = (freezes?.rows ?? []).filter((row) => !row.in_force);
  return (
    <>
      <PageHead title={t('nav.publications')} lead={t('publishing.lead')}>
        {may && (
          <>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} />}
              rightSection={<Kbd>n</Kbd>}
              onClick={() => setWriting(true)}
            >
              {t('publishing.new')}
            </Button>
            <Button
              leftSection={<IconSnowflake size={16} />}
              rightSection={<Kbd>f</Kbd>}
              onClick={() => setFreezing(true)}
              data-testid="freeze-button"
            >
              {t('publishing.freeze_dots')}
            </Button>
          </>
        )}
      </PageHead>
      {inForce.map((freeze) => (
        <FreezeBanner key={freeze.asset} freeze={freeze} may={may} onLift={() => setLifting(freeze)} />
      ))}
      <div className={queue.filters} role="group" aria-label={t('queue.filters')}>
        {states.map((key) => (
          <button
            key={key}
            type="button"
            className={queue.chip}
            aria-pressed={state === key}
            onClick={() => setState(state === key ? undefined : key)}
          >
            {t(`publishing.state_${key}`)}{' '}
            <span className="num muted">{number(all.filter((row) => row.state === key).length, lang)}</span>
          </button>
        ))}
      </div>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && all.length === 0 && <Empty title={t('publishing.none')}>{t('publishing.none_help')}</Empty>}
      {data && all.length > 0 && rows.length === 0 && (
        <Empty title={t('publishing.none_filtered')}>{t('publishing.none_filtered_help')}</Empty>
      )}
      {rows.length > 0 && (
        <ul ref={list} className={styles.list} aria-label={t('nav.publications')} data-testid="publications">
          {rows.map((row) => (
            <Row key={row.id} row={row} may={may} own={row.created_by === session?.user.name && session.user.role !== 'admin'} />
          ))}
        </ul>
      )}
      {lifted.length > 0 && <Lifted rows={lifted} />}
      <NewPublication opened={writing} onClose={() => setWriting(false)} />
      <FreezeDialog opened={freezing} onClose={() => setFreezing(false)} />
      <LiftDialog freeze={lifting} onClose={() => setLifting(null)} />
    </>
  );
}

const actsOf: Record<State, PublicationAct[]> = {
  waiting: ['approve', 'cancel'],
  approved: ['reopen', 'cancel'],
  frozen: ['cancel'],
  published: [],
  cancelled: ['reopen'],
};

function Row({ row, may, own }: { row: Publication; may: boolean; own: boolean }) {
  const { t, lang } = useI18n();
  const now = useNow();
  const names = useNames();
  const client = useQueryClient();
  const toast = useToasts();
  const nameOf = useAccountName();
  const act = useMutation({
    mutationFn: (name: PublicationAct) => actOnPublication(row.id, name),
    onSuccess: (_, name) => {
      const back = name === 'reopen' ? (row.state === 'approved' ? 'approve' : 'cancel') : 'reopen';
      // Who wrote it cannot approve it again.
      const undo =
        back === 'approve' && own ? undefined : () => actOnPublication(row.id, back).then(() => refreshPublishing(client));
      toast.done(t(`publishing.done_${name}`), undo);
    },
    onError: toast.failed,
    onSettled: () => refreshPublishing(client),
  });
  const open = row.state === 'waiting' || row.state === 'approved' || row.state === 'frozen';
  return (
    <li className={`${styles.row} ${styles.bare} ${open ? '' : styles.over}`}>
      <div className={styles.what}>
        <p className={styles.title}>
          {nameOf(row)} <Tag tone={tones[row.state]}>{t(`publishing.state_${row.state}`)}</Tag>{' '}
          {open && Date.parse(row.closes_at) < now && <Tag tone="bad">{t('publishing.missed')}</Tag>}
        </p>
        {row.text ? (
          <p className={styles.why}>{row.text}</p>
        ) : (
          <p className={styles.why}>
            {t('publishing.digest_only')} <span className="mono">{row.digest.slice(0, 12)}</span>
          </p>
        )}
        <p className={styles.meta}>
          <span className="num">
            {dayAndClock(row.opens_at, lang)} – {dayAndClock(row.closes_at, lang)}
          </span>
          <span>
            {t('publishing.asked', { who: row.created_by })} · <Ago time={row.created_at} />
          </span>
          {row.decided_by && row.decided_at && (
            <span>
              {t('publishing.decided', { who: names.actor(row.decided_by) })} · <Ago time={row.decided_at} />
            </span>
          )}
          {row.why && <span>{row.why}</span>}
        </p>
      </div>
      {may && (
        <div className={styles.acts}>
          {actsOf[row.state]
            .filter((name) => !(name === 'approve' && own))
            .map((name, i) => (
              <Button
                key={name}
                size="compact-sm"
                variant={name === 'approve' ? 'filled' : 'default'}
                {...(i === 0 ? { 'data-row': true } : {})}
                loading={act.isPending && act.variables === name}
                onClick={() => act.mutate(name)}
              >
                {t(`publishing.${name}`)}
              </Button>
            ))}
          {own && row.state === 'waiting' && <span className="small muted">{t('publishing.not_own')}</span>}
        </div>
      )}
    </li>
  );
}

function Lifted({ rows }: { rows: Freeze[] }) {
  const { t } = useI18n();
  const names = useNames();
  const nameOf = useAccountName();
  return (
    <div style={{ marginTop: 40 }}>
      <Section title={t('publishing.lifted_title')}>
        <ul className={styles.list}>
          {rows.map((row) => (
            <li key={row.asset} className={`${styles.row} ${styles.bare}`}>
              <div className={styles.what}>
                <p className={styles.title}>{nameOf(row)}</p>
                <p className={styles.why}>{row.why}</p>
                <p className={styles.meta}>
                  <span>
                    {names.actor(row.by)} · <Ago time={row.at} />
                  </span>
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
