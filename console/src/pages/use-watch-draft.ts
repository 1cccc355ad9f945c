// The watch that is being written: its draft, how it is saved, and what to do when somebody else saved it first.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { ApiError } from '../api/client';
import type { Watch } from '../api/types.gen';
import { changeWatch, createWatch, refreshWatches, watchQuery } from '../api/watches';
import { useToasts } from '../components/toast';
import { useI18n } from '../i18n';

export type Draft = { name: string; query: string; note: string; tags: string[]; asset: string; enabled: boolean; why: string };

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
export const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

// What people type, as a name may be: "Fausses offres" → "Fausses-offres".
export const asName = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-._]+/, '')
    .slice(0, 64);

export function useWatchDraft(watch: Watch | undefined) {
  const { t } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToasts();
  const start = useRef(watch ? draftOf(watch) : blank);
  const saved = useRef(false);
  const [draft, setDraft] = useState<Draft>(start.current);
  const [version, setVersion] = useState(watch?.version ?? 0);
  const [theirs, setTheirs] = useState<Watch>();
  const put = (change: Partial<Draft>) => setDraft((old) => ({ ...old, ...change }));

  const save = useMutation({
    mutationFn: (over: number) => {
      const { name, why, asset, ...rest } = draft;
      const reason = why.trim() ? { why: why.trim() } : {};
      if (watch) return changeWatch(watch.name, { version: over, asset, ...rest, ...reason });
      return createWatch({ name, ...rest, ...(asset ? { asset } : {}), ...reason });
    },
    onSuccess: (now) => {
      saved.current = true;
      client.setQueryData(watchQuery(now.name).queryKey, now);
      refreshWatches(client);
      toast.done(t(watch ? 'watches.changed' : 'watches.created_done', { name: now.name }));
      void navigate({ to: '/watches/$name', params: { name: now.name } });
    },
    onError: (error) => {
      if (watch && error instanceof ApiError && error.status === 409)
        void client.fetchQuery({ ...watchQuery(watch.name), staleTime: 0 }).then(setTheirs, toast.failed);
    },
  });

  const settle = (now: Watch) => {
    setVersion(now.version);
    setTheirs(undefined);
  };
  return {
    draft,
    put,
    theirs,
    error: save.error,
    saving: save.isPending,
    clearError: save.reset,
    save: () => save.mutate(version),
    keepMine: (now: Watch) => {
      settle(now);
      save.mutate(now.version);
    },
    takeTheirs: (now: Watch) => {
      settle(now);
      start.current = draftOf(now);
      setDraft(start.current);
      save.reset();
    },
    unsaved: () => !saved.current && JSON.stringify(draft) !== JSON.stringify(start.current),
  };
}
