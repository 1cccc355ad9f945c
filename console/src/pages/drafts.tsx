// What the house wants to say, before it goes out: who wrote it, who approved it, what became of it on each account.
import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { actOnDraft, type DraftAct, draftQuery, draftsQuery, refreshDrafts } from '../api/drafts';
import { sessionQuery } from '../api/queries';
import type { Draft } from '../api/types.gen';
import { Ago, Empty, Kbd, Loading, PageHead, Tag, type Tone, Trouble } from '../components/bits';
import { useNames } from '../components/names';
import { useToasts } from '../components/toast';
import { useI18n } from '../i18n';
import { useKeys } from '../lib/keys';
import { useRowKeys } from '../lib/row-keys';
import { number } from '../lib/time';
import styles from './detectors.module.css';
import { NewDraftDialog } from './draft-dialog';
import changes from './drafts.module.css';
import queue from './queue.module.css';

type State = Draft['state'];
const states = ['review', 'editing', 'late', 'approved', 'published', 'expired', 'cancelled'] as const satisfies State[];
const tones: Record<State, Tone> = {
  review: 'accent',
  editing: 'plain',
  late: 'warn',
  approved: 'ok',
  published: 'plain',
  expired: 'plain',
  cancelled: 'plain',
};
const deliveryTones: Record<Draft['deliveries'][number]['state'], Tone> = {
  waiting: 'plain',
  sending: 'accent',
  sent: 'ok',
  held: 'warn',
  failed: 'bad',
};

export function Drafts() {
  const { t, lang } = useI18n();
  const { data, error, refetch } = useQuery(draftsQuery);
  const { data: session } = useQuery(sessionQuery);
  const may = session !== undefined && session !== null && session.user.role !== 'reader';
  const [state, setState] = useState<State>();
  const [writing, setWriting] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  useKeys({ n: () => setWriting(true) }, may);
  const all = data?.rows ?? [];
  const rows = all
    .filter((row) => (state ? row.state === state : true))
    .sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state));
  return (
    <>
      <PageHead title={t('nav.drafts')} lead={t('drafts.lead')}>
        {may && (
          <Button leftSection={<IconPlus size={16} />} rightSection={<Kbd>n</Kbd>} onClick={() => setWriting(true)}>
            {t('drafts.new')}
          </Button>
        )}
      </PageHead>
      <div className={queue.filters} role="group" aria-label={t('queue.filters')}>
        {states.map((key) => (
          <button
            key={key}
            type="button"
            className={queue.chip}
            aria-pressed={state === key}
            onClick={() => setState(state === key ? undefined : key)}
          >
            {t(`drafts.state_${key}`)}{' '}
            <span className="num muted">{number(all.filter((row) => row.state === key).length, lang)}</span>
          </button>
        ))}
      </div>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && rows.length === 0 && <Empty title={t('drafts.none')}>{t('drafts.none_help')}</Empty>}
      {rows.length > 0 && (
        <ul ref={list} className={styles.list} aria-label={t('nav.drafts')} data-testid="drafts">
          {rows.map((row) => (
            <Row key={row.id} row={row} may={may} />
          ))}
        </ul>
      )}
      <NewDraftDialog opened={writing} onClose={() => setWriting(false)} />
    </>
  );
}

type RowAct = Extract<DraftAct, 'submit' | 'approve' | 'refuse' | 'cancel'>;

function actsOf(row: Draft): RowAct[] {
  if (row.state === 'editing') return ['submit', 'cancel'];
  if (row.state === 'review') return row.may_vote ? ['approve', 'refuse'] : ['cancel'];
  return row.state === 'approved' || row.state === 'late' ? ['cancel'] : [];
}

function Row({ row, may }: { row: Draft; may: boolean }) {
  const { t } = useI18n();
  const names = useNames();
  const client = useQueryClient();
  const toast = useToasts();
  const [open, setOpen] = useState(false);
  const details = useId();
  const act = useMutation({
    mutationFn: (name: RowAct) => actOnDraft(row.id, name),
    onSuccess: (_, name) => toast.done(t(`drafts.done_${name}`)),
    onError: toast.failed,
    onSettled: () => refreshDrafts(client),
  });
  const version = row.versions.at(-1);
  const ended = row.state === 'published' || row.state === 'expired' || row.state === 'cancelled';
  return (
    <li className={`${styles.row} ${styles.bare} ${ended ? styles.over : ''}`}>
      <div className={styles.what}>
        <p className={styles.title}>
          {row.deliveries.map((d) => d.account?.name || d.account?.handle || d.asset).join(', ')}{' '}
          <Tag tone={tones[row.state]}>{t(`drafts.state_${row.state}`)}</Tag>{' '}
          {version?.decision === 'warn' && <Tag tone="warn">{t('drafts.warned')}</Tag>}
        </p>
        <p className={styles.why}>{version?.text}</p>
        <p className={styles.meta}>
          <span>
            {t('drafts.by', { who: names.actor(row.created_by) })} · <Ago time={row.updated_at} />
          </span>
          <span className="num">{row.local ? `${row.local.replace('T', ' ')} ${row.zone}` : t('drafts.at_once')}</span>
          {row.deliveries.map((d) => (
            <span key={d.asset}>
              <Tag tone={deliveryTones[d.state]}>{t(`drafts.delivery_${d.state}`)}</Tag>{' '}
              {d.url && (
                <a href={d.url} target="_blank" rel="noreferrer">
                  {t('drafts.see')}
                </a>
              )}
              {d.length && (
                <span className="num">
                  {' '}
                  {d.length.used}/{d.length.most}
                </span>
              )}
              {d.error && <span> {d.error}</span>}
            </span>
          ))}
        </p>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-expanded={open}
          aria-controls={details}
          onClick={() => setOpen(!open)}
          style={{ justifySelf: 'start' }}
        >
          {t('drafts.details')}
        </Button>
        <div id={details}>{open && <Details id={row.id} may={may} />}</div>
      </div>
      {may && (
        <div className={styles.acts}>
          {actsOf(row).map((name, i) => (
            <Button
              key={name}
              size="compact-sm"
              variant={name === 'approve' || name === 'submit' ? 'filled' : 'default'}
              {...(i === 0 ? { 'data-row': true } : {})}
              loading={act.isPending && act.variables === name}
              onClick={() => act.mutate(name)}
            >
              {t(`drafts.${name}`)}
            </Button>
          ))}
          {row.state === 'review' && !row.may_vote && <span className="small muted">{t('drafts.others_decide')}</span>}
        </div>
      )}
    </li>
  );
}

// What each version changed, who said yes or no, and what people said to each other.
function Details({ id, may }: { id: string; may: boolean }) {
  const { t } = useI18n();
  const names = useNames();
  const client = useQueryClient();
  const toast = useToasts();
  const { data, error } = useQuery(draftQuery(id));
  const [text, setText] = useState('');
  const say = useMutation({
    mutationFn: () => actOnDraft(id, 'comment', { text: text.trim() }),
    onSuccess: () => setText(''),
    onError: toast.failed,
    onSettled: () => refreshDrafts(client),
  });
  if (!data) return error ? <Trouble error={error} /> : <Loading />;
  return (
    <div className={changes.details}>
      {(data.differences ?? []).map((difference) => (
        <p key={difference.version}>
          <strong>{t('drafts.version', { n: difference.version })}</strong>{' '}
          {difference.changes.map((change, i) => {
            const key = `${i}-${change.kind}`;
            if (change.kind === 'gone') return <del key={key}>{change.text}</del>;
            if (change.kind === 'made') return <ins key={key}>{change.text}</ins>;
            return <span key={key}>{change.text}</span>;
          })}
        </p>
      ))}
      {data.votes.map((vote) => (
        <p key={`${vote.by}-${vote.at}`}>
          <strong>{names.actor(vote.by)}</strong> {t(vote.yes ? 'drafts.said_yes' : 'drafts.said_no', { n: vote.version })}{' '}
          {vote.late && <Tag tone="warn">{t('drafts.late_vote')}</Tag>} {vote.why} · <Ago time={vote.at} />
        </p>
      ))}
      {data.comments.map((comment) => (
        <p key={`${comment.by}-${comment.at}`}>
          <strong>{names.actor(comment.by)}</strong> {comment.text} · <Ago time={comment.at} />
        </p>
      ))}
      {may && (
        <form
          className={changes.say}
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) say.mutate();
          }}
        >
          <TextInput
            aria-label={t('drafts.comment')}
            placeholder={t('drafts.comment')}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" size="compact-sm" variant="default" loading={say.isPending} disabled={!text.trim()}>
            {t('drafts.send')}
          </Button>
        </form>
      )}
    </div>
  );
}
