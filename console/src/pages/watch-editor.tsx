// Writing a watch: the query with its reading below, what it would have found beside it. All of it works from the keyboard:
// Ctrl+Enter previews, Ctrl+S saves.
import { Button, Drawer, Modal, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconHelp } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useBlocker, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { ApiError } from '../api/client';
import { assetsQuery, sessionQuery } from '../api/queries';
import type { Watch } from '../api/types.gen';
import { changeWatch, createWatch, previewQuery, refreshWatches, watchQuery } from '../api/watches';
import { errorWords, Kbd, Loading, PageHead, Trouble } from '../components/bits';
import { type EditorHandle, QueryEditor } from '../components/query-editor';
import { dearestOf, QueryMeaning, QueryProblems } from '../components/query-reading';
import { useToasts } from '../components/toast';
import { useI18n } from '../i18n';
import { placeIn } from '../lib/bytes';
import { useCommands } from '../lib/keys';
import { editWatchRoute } from '../router';
import incident from './incident.module.css';
import { QueryExamples, QueryHelp } from './query-help';
import { useKnown, useReading } from './use-query';
import { Conflict } from './watch-conflict';
import styles from './watch-editor.module.css';
import { type PreviewState, WatchPreview } from './watch-preview';

type Draft = { name: string; query: string; note: string; tags: string[]; asset: string; enabled: boolean; why: string };

const blank: Draft = { name: '', query: '', note: '', tags: [], asset: '', enabled: true, why: '' };
const draftOf = ({ name, query, note, tags, asset = '', enabled }: Watch): Draft => ({
  ...blank,
  name,
  query,
  note,
  tags,
  asset,
  enabled,
});
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

// What people type, as a name may be: "Fausses offres" → "Fausses-offres".
const asName = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-._]+/, '')
    .slice(0, 64);

export function NewWatch() {
  return <Guarded>{() => <Editor />}</Guarded>;
}

export function EditWatch() {
  const { name } = editWatchRoute.useParams();
  const { data: watch, error, refetch } = useQuery(watchQuery(name));
  const [first, setFirst] = useState<Watch>();
  if (watch && !first) setFirst(watch); // later changes by others are a conflict to show, not to slip in
  if (error && !first) return <Trouble error={error} retry={() => void refetch()} />;
  if (!first) return <Loading />;
  return <Guarded>{() => <Editor watch={first} />}</Guarded>;
}

function Guarded({ children }: { children: () => ReactNode }) {
  const { t } = useI18n();
  const { data: session } = useQuery(sessionQuery);
  if (session?.user.role === 'reader') return <p className="muted">{t('watches.readers')}</p>;
  return children();
}

function Editor({ watch }: { watch?: Watch }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToasts();
  const editor = useRef<EditorHandle>(null);
  const start = useRef(watch ? draftOf(watch) : blank);
  const [draft, setDraft] = useState<Draft>(start.current);
  const [version, setVersion] = useState(watch?.version ?? 0);
  const [theirs, setTheirs] = useState<Watch>();
  const [hours, setHours] = useState(24);
  const [help, helpTo] = useDisclosure(false);
  const saved = useRef(false);
  const put = (change: Partial<Draft>) => setDraft((old) => ({ ...old, ...change }));

  const reading = useReading(draft.query, draft.name || undefined);
  const known = useKnown(draft.name);
  const preview = useMutation({ mutationFn: previewQuery });
  const runPreview = (over = hours) => {
    if (draft.query.trim() !== '')
      preview.mutate({ query: draft.query, hours: over, limit: 20, ...(draft.name ? { name: draft.name } : {}) });
  };

  const save = useMutation({
    mutationFn: (over: number) => {
      const { name, why, ...rest } = draft;
      const reason = why.trim() ? { why: why.trim() } : {};
      if (watch) return changeWatch(watch.name, { version: over, ...rest, ...reason });
      const { asset, ...others } = rest;
      return createWatch({ name, ...others, ...(asset ? { asset } : {}), ...reason });
    },
    onSuccess: (now) => {
      saved.current = true;
      refreshWatches(client);
      toast.done(t(watch ? 'watches.changed' : 'watches.created_done', { name: now.name }));
      void navigate({ to: '/watches/$name', params: { name: now.name } });
    },
    onError: (error) => {
      if (!(error instanceof ApiError)) return;
      if (error.status === 409 && watch)
        void client.fetchQuery({ ...watchQuery(watch.name), staleTime: 0 }).then(setTheirs, toast.failed);
      else if (error.status === 422 && error.problems.length > 0) editor.current?.select(0, 0);
    },
  });
  const nameFault = !watch && draft.name !== '' && !namePattern.test(draft.name);
  const ready = (watch !== undefined || namePattern.test(draft.name)) && draft.query.trim() !== '' && !reading.wrong;
  const trySave = () => {
    if (ready && !save.isPending) save.mutate(version);
    else if (draft.query.trim() === '' || reading.wrong) editor.current?.select(draft.query.length, draft.query.length);
    else document.getElementById('watch-name')?.focus();
  };
  useCommands({ Enter: () => runPreview(), s: trySave });

  const dirty = JSON.stringify(draft) !== JSON.stringify(start.current);
  const leave = useBlocker({
    shouldBlockFn: () => dirty && !saved.current,
    enableBeforeUnload: () => dirty && !saved.current,
    withResolver: true,
  });
  const dearest = reading.fresh && reading.data?.plan ? dearestOf(reading.data.plan) : undefined;
  const state: PreviewState = { data: preview.data, error: preview.error, busy: preview.isPending, current: draft.query };
  const taken = !watch && save.error instanceof ApiError && save.error.status === 409 ? errorWords(save.error, t) : undefined;
  const fault = nameFault ? t('watches.name_fault') : taken ? `${taken.message} ${taken.help}` : undefined;

  return (
    <>
      <Link to={watch ? '/watches/$name' : '/watches'} params={{ name: watch?.name ?? '' }} className={incident.back}>
        <IconArrowLeft size={16} aria-hidden="true" /> {watch ? watch.name : t('nav.watches')}
      </Link>
      <PageHead title={watch ? t('watches.edit_title', { name: watch.name }) : t('watches.new')}>
        <Button variant="default" leftSection={<IconHelp size={16} />} onClick={helpTo.open}>
          {t('query.help')}
        </Button>
        <Button onClick={trySave} loading={save.isPending} rightSection={<Kbd>Ctrl S</Kbd>} data-testid="save">
          {t('watches.save')}
        </Button>
      </PageHead>
      <div className={styles.columns}>
        <div className={styles.column}>
          {theirs && (
            <Conflict
              theirs={theirs}
              mine={draft.query}
              onMine={() => {
                setVersion(theirs.version);
                setTheirs(undefined);
                save.mutate(theirs.version);
              }}
              onTheirs={() => {
                setVersion(theirs.version);
                start.current = draftOf(theirs);
                setDraft(start.current);
                setTheirs(undefined);
                save.reset();
              }}
            />
          )}
          {save.error && !theirs && !taken && !(save.error instanceof ApiError && save.error.status === 409) && (
            <Trouble error={save.error} />
          )}
          {!watch && (
            <TextInput
              id="watch-name"
              label={t('watches.name')}
              description={t('watches.name_help')}
              placeholder={t('watches.name_hint')}
              maxLength={64}
              required
              value={draft.name}
              error={fault}
              onChange={(event) => {
                put({ name: asName(event.currentTarget.value) });
                if (taken) save.reset();
              }}
            />
          )}
          <div>
            <div className={styles.bar}>
              <span className={styles.barTitle} id="query-label">
                {t('watches.query')}
              </span>
              <span className={styles.keys}>
                <Kbd>Ctrl</Kbd> <Kbd>{t('query.space')}</Kbd> {t('query.keys_suggest')}
              </span>
            </div>
            <QueryEditor
              ref={editor}
              label={t('watches.query')}
              placeholder={t('query.placeholder')}
              value={draft.query}
              onChange={(query) => put({ query })}
              flaws={reading.fresh ? (reading.data?.problems ?? []) : []}
              extra={dearest ? [{ ...placeIn(draft.query, dearest.place), name: 'dear' }] : []}
              known={known}
              describedBy="query-reading"
              autoFocus={watch !== undefined}
            />
          </div>
          <div id="query-reading" className={styles.reading} aria-live="polite" data-testid="reading">
            {draft.query.trim() === '' ? (
              <QueryExamples onTake={(query) => editor.current?.replace(0, draft.query.length, query)} />
            ) : (
              <>
                {reading.error && <Trouble error={reading.error} />}
                {reading.data && (
                  <QueryProblems
                    query={reading.data.query}
                    problems={reading.data.problems}
                    stale={!reading.fresh}
                    onFix={(place, instead) => editor.current?.replace(place.begin, place.end, instead)}
                    onGo={(place) => editor.current?.select(place.begin, place.end)}
                  />
                )}
                {reading.data?.says && (
                  <QueryMeaning query={reading.data.query} says={reading.data.says} plan={reading.data.plan} />
                )}
              </>
            )}
          </div>
          <Fields draft={draft} put={put} known={watch !== undefined} />
        </div>
        <WatchPreview
          state={state}
          hours={hours}
          ready={draft.query.trim() !== '' && !reading.wrong}
          onHours={(value) => {
            setHours(value);
            if (preview.data) runPreview(value);
          }}
          onRun={() => runPreview()}
        />
      </div>
      <Drawer
        opened={help}
        onClose={helpTo.close}
        position="right"
        size="min(560px, 100%)"
        title={t('query.help_title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <QueryHelp />
      </Drawer>
      <Modal
        opened={leave.status === 'blocked'}
        onClose={() => leave.reset?.()}
        title={t('watches.leave')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <p className="muted">{t('watches.leave_help')}</p>
        <div className={styles.actions} style={{ marginTop: 16 }}>
          <Button data-autofocus onClick={() => leave.reset?.()}>
            {t('watches.stay')}
          </Button>
          <Button variant="default" onClick={() => leave.proceed?.()}>
            {t('watches.discard')}
          </Button>
        </div>
      </Modal>
    </>
  );
}

function Fields({ draft, put, known }: { draft: Draft; put: (change: Partial<Draft>) => void; known: boolean }) {
  const { t } = useI18n();
  const [words, setWords] = useState('');
  const [text] = useDebouncedValue(words.trim(), 250);
  const { data } = useQuery(assetsQuery(undefined, text || undefined, 50));
  const assets = (data?.rows ?? []).map((asset) => ({
    value: asset.id,
    label: `${asset.name ?? asset.value ?? asset.handle ?? asset.id} · ${t(`names.asset_${asset.kind}`)}`,
  }));
  if (draft.asset && !assets.some((a) => a.value === draft.asset)) assets.unshift({ value: draft.asset, label: draft.asset });
  return (
    <div className={styles.fields}>
      <Textarea
        className={styles.wide ?? ''}
        label={t('watches.note')}
        placeholder={t('watches.note_hint')}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.note}
        onChange={(event) => put({ note: event.currentTarget.value })}
      />
      <TagsInput
        label={t('watches.tags')}
        placeholder={draft.tags.length === 0 ? t('watches.tags_hint') : ''}
        maxTags={20}
        value={draft.tags}
        onChange={(tags) => put({ tags: tags.map((tag) => tag.slice(0, 64)) })}
      />
      <Select
        label={t('watches.tied')}
        placeholder={t('watches.tied_hint')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('queue.remove') }}
        nothingFoundMessage={t('assets.none_filtered')}
        filter={({ options }) => options}
        value={draft.asset || null}
        onChange={(value) => put({ asset: value ?? '' })}
        onSearchChange={setWords}
        data={assets}
      />
      {known && (
        <TextInput
          className={styles.wide ?? ''}
          label={t('common.why')}
          description={t('common.why_help')}
          maxLength={2000}
          value={draft.why}
          onChange={(event) => put({ why: event.currentTarget.value })}
        />
      )}
      <Switch
        className={styles.wide ?? ''}
        label={t('watches.enabled')}
        description={t('watches.enabled_help')}
        checked={draft.enabled}
        onChange={(event) => put({ enabled: event.currentTarget.checked })}
      />
    </div>
  );
}
