// Writing a watch: the query with its reading below, what it would have found beside it. All of it works from the keyboard:
// Ctrl+Enter previews, Ctrl+S saves.
import { Button, Drawer, Modal, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconHelp } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useBlocker } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { ApiError } from '../api/client';
import { assetsQuery, sessionQuery } from '../api/queries';
import type { Watch } from '../api/types.gen';
import { previewQuery, watchQuery } from '../api/watches';
import { errorWords, Kbd, Loading, PageHead, Trouble } from '../components/bits';
import { type EditorHandle, QueryEditor } from '../components/query-editor';
import { dearestOf, QueryMeaning, QueryProblems } from '../components/query-reading';
import { useI18n } from '../i18n';
import { placeIn } from '../lib/bytes';
import { useCommands } from '../lib/keys';
import type { Known } from '../lib/query-complete';
import { editWatchRoute } from '../router';
import incident from './incident.module.css';
import { QueryExamples, QueryHelp } from './query-help';
import { type Reading, useKnown, useReading } from './use-query';
import { asName, type Draft, namePattern, useWatchDraft } from './use-watch-draft';
import { Conflict } from './watch-conflict';
import styles from './watch-editor.module.css';
import { type PreviewState, WatchPreview } from './watch-preview';

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
  const editor = useRef<EditorHandle>(null);
  const work = useWatchDraft(watch);
  const { draft, put, theirs, error } = work;
  const [hours, setHours] = useState(24);
  const [help, helpTo] = useDisclosure(false);

  const reading = useReading(draft.query, watch?.name ?? (draft.name || undefined));
  const known = useKnown(watch?.name ?? draft.name);
  const preview = useMutation({ mutationFn: previewQuery });
  const written = draft.query.trim() !== '';
  const runPreview = (over = hours) => {
    if (written) preview.mutate({ query: draft.query, hours: over, limit: 20, ...(draft.name ? { name: draft.name } : {}) });
  };
  const named = watch !== undefined || namePattern.test(draft.name);
  const trySave = () => {
    if (!written || reading.wrong) editor.current?.select(draft.query.length, draft.query.length);
    else if (!named) document.getElementById('watch-name')?.focus();
    else if (!work.saving) work.save();
  };
  useCommands({ Enter: () => runPreview(), s: trySave });

  const clash = error instanceof ApiError && error.status === 409 ? errorWords(error, t) : undefined;
  const nameFault = !watch && draft.name !== '' && !named ? t('watches.name_fault') : undefined;
  const taken = !watch && clash ? `${clash.message} ${clash.help}` : undefined;
  const state: PreviewState = { data: preview.data, error: preview.error, busy: preview.isPending, current: draft.query };

  return (
    <>
      <Link to={watch ? '/watches/$name' : '/watches'} params={{ name: watch?.name ?? '' }} className={incident.back}>
        <IconArrowLeft size={16} aria-hidden="true" /> {watch ? watch.name : t('nav.watches')}
      </Link>
      <PageHead title={watch ? t('watches.edit_title', { name: watch.name }) : t('watches.new')}>
        <Button variant="default" leftSection={<IconHelp size={16} />} onClick={helpTo.open}>
          {t('query.help')}
        </Button>
        <Button onClick={trySave} loading={work.saving} rightSection={<Kbd>Ctrl S</Kbd>} data-testid="save">
          {t('watches.save')}
        </Button>
      </PageHead>
      <div className={styles.columns}>
        <div className={styles.column}>
          {theirs && (
            <Conflict
              theirs={theirs}
              mine={draft.query}
              onMine={() => work.keepMine(theirs)}
              onTheirs={() => work.takeTheirs(theirs)}
            />
          )}
          {error && !clash && <Trouble error={error} />}
          {!watch && (
            <TextInput
              id="watch-name"
              label={t('watches.name')}
              description={t('watches.name_help')}
              placeholder={t('watches.name_hint')}
              maxLength={64}
              required
              value={draft.name}
              error={nameFault ?? taken}
              onChange={(event) => {
                put({ name: asName(event.currentTarget.value) });
                if (taken) work.clearError();
              }}
            />
          )}
          <QueryField
            handle={editor}
            query={draft.query}
            onChange={(query) => put({ query })}
            reading={reading}
            known={known}
            focus={watch !== undefined}
          />
          <Fields draft={draft} put={put} existing={watch !== undefined} />
        </div>
        <WatchPreview
          state={state}
          hours={hours}
          ready={written && !reading.wrong}
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
      <LeaveDialog unsaved={work.unsaved} />
    </>
  );
}

type QueryFieldProps = {
  handle: RefObject<EditorHandle | null>;
  query: string;
  onChange: (query: string) => void;
  reading: Reading;
  known: Known;
  focus: boolean;
};

// The editor, and below it what the server reads in it, or examples while nothing is written.
function QueryField({ handle, query, onChange, reading, known, focus }: QueryFieldProps) {
  const { t } = useI18n();
  const { data, fresh, error } = reading;
  const dearest = fresh && data?.plan ? dearestOf(data.plan) : undefined;
  return (
    <>
      <div>
        <div className={styles.bar}>
          <span className={styles.barTitle}>{t('watches.query')}</span>
          <span className={styles.keys}>
            <Kbd>Ctrl</Kbd> <Kbd>{t('query.space')}</Kbd> {t('query.keys_suggest')}
          </span>
        </div>
        <QueryEditor
          ref={handle}
          label={t('watches.query')}
          placeholder={t('query.placeholder')}
          value={query}
          onChange={onChange}
          flaws={fresh ? (data?.problems ?? []) : []}
          extra={dearest ? [{ ...placeIn(query, dearest.place), name: 'dear' }] : []}
          known={known}
          describedBy="query-reading"
          autoFocus={focus}
        />
      </div>
      <div id="query-reading" className={styles.reading} aria-live="polite" data-testid="reading">
        {query.trim() === '' ? (
          <QueryExamples onTake={(example) => handle.current?.replace(0, query.length, example)} />
        ) : (
          <>
            {error && <Trouble error={error} />}
            {data && (
              <QueryProblems
                query={data.query}
                problems={data.problems}
                stale={!fresh}
                onFix={(place, instead) => handle.current?.replace(place.begin, place.end, instead)}
                onGo={(place) => handle.current?.select(place.begin, place.end)}
              />
            )}
            {data?.says && <QueryMeaning query={data.query} says={data.says} plan={data.plan} />}
          </>
        )}
      </div>
    </>
  );
}

function LeaveDialog({ unsaved }: { unsaved: () => boolean }) {
  const { t } = useI18n();
  const leave = useBlocker({ shouldBlockFn: unsaved, enableBeforeUnload: unsaved, withResolver: true });
  return (
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
  );
}

function Fields({ draft, put, existing }: { draft: Draft; put: (change: Partial<Draft>) => void; existing: boolean }) {
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
      {existing && (
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
