// The queue: a hundred findings before coffee. Everything works from the keyboard; the list holds ten thousand rows and more
// because only what is on screen is fetched and drawn.
import { useMediaQuery } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useLive } from '../api/live';
import { allIds, bulk, type Filters, firstError, refreshCases, sessionQuery } from '../api/queries';
import { PageHead, Trouble } from '../components/bits';
import { CloseDialog, type StepChoice, StepDialog } from '../components/case-dialogs';
import { undoLast, useToasts } from '../components/toast';
import { useI18n } from '../i18n';
import { useKeys } from '../lib/keys';
import { number } from '../lib/time';
import { queueRoute } from '../router';
import styles from './queue.module.css';
import { BulkBar } from './queue-bulk';
import { FilterBar } from './queue-filters';
import { type ListHandle, QueueList } from './queue-list';
import { Preview } from './queue-preview';
import { useQueue } from './use-queue';

export function Queue() {
  const { t, lang } = useI18n();
  const filters = queueRoute.useSearch();
  const navigate = useNavigate();
  const client = useQueryClient();
  const toast = useToasts();
  const { arrivals, clearArrivals } = useLive();
  const wide = useMediaQuery('(min-width: 1180px)', true, { getInitialValueInEffect: false });
  const { data: session } = useQuery(sessionQuery);
  const may = session?.user.role !== 'reader';
  const queue = useQueue(filters);
  const list = useRef<ListHandle>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [closing, setClosing] = useState<string[]>([]);
  const [step, setStep] = useState<StepChoice | null>(null);

  const here = queue.cursor ? queue.rowAt(queue.index) : undefined;
  const targets = useCallback(
    (): string[] => (selected.size > 0 ? [...selected] : here ? [here.incident.id] : []),
    [selected, here],
  );

  const setFilters = (next: Filters) => {
    setSelected(new Set());
    queue.moveTo(0);
    void navigate({ to: '/incidents', search: next, replace: true });
  };
  const toggle = (id: string) =>
    setSelected((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const move = (by: number) => {
    const to = Math.max(0, Math.min(queue.total - 1, queue.cursor ? queue.index + by : queue.index));
    queue.moveTo(to);
    list.current?.focusRow(to);
  };
  const showNew = () => {
    clearArrivals();
    void client.invalidateQueries({ queryKey: ['incidents'] });
  };

  const act = async (order: Parameters<typeof bulk>[0], words: (n: number) => string) => {
    if (order.ids.length === 0 || !may) return;
    try {
      const result = await bulk(order);
      if (result.done > 0) toast.done(words(result.done), result.undo);
      const bad = firstError(result);
      if (bad) toast.failed(bad);
    } catch (error) {
      toast.failed(error);
    }
    setSelected(new Set());
    refreshCases(client);
  };
  const take = () => void act({ ids: targets(), act: 'take', args: {} }, (n) => t('queue.taken', { n }));

  useKeys({
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    Enter: () => here && void navigate({ to: '/incidents/$id', params: { id: here.incident.id } }),
    x: () => here && toggle(here.incident.id),
    t: take,
    e: () => may && setClosing(targets()),
    a: () => may && here?.approvals[0] && setStep({ incident: here.incident.id, key: here.approvals[0], act: 'approve' }),
    u: () => undoLast(),
    r: showNew,
    Escape: () => setSelected(new Set()),
  });

  const lead = useMemo(() => (queue.ready ? t('queue.count', { n: queue.total }) : ''), [queue.ready, queue.total, t]);

  return (
    <div className={styles.page}>
      <PageHead title={t('nav.incidents')} lead={<span aria-live="polite">{lead}</span>}>
        {arrivals.length > 0 && (
          <button type="button" className={styles.arrivals} onClick={showNew}>
            {t('queue.arrivals', { n: arrivals.length })}
          </button>
        )}
      </PageHead>
      <FilterBar filters={filters} onChange={setFilters} />
      {queue.error && <Trouble error={queue.error} retry={() => void client.invalidateQueries({ queryKey: ['incidents'] })} />}
      <div className={`${styles.split} ${wide ? styles.withPreview : ''}`}>
        <QueueList
          ref={list}
          queue={queue}
          selected={selected}
          onToggle={toggle}
          filters={filters}
          onClear={() => setFilters({})}
        />
        {wide && (
          <Preview
            may={may}
            id={here?.incident.id}
            onStep={setStep}
            onClose={(id) => setClosing([id])}
            onTake={(id) => void act({ ids: [id], act: 'take', args: {} }, (n) => t('queue.taken', { n }))}
          />
        )}
      </div>
      {may && selected.size > 0 && (
        <BulkBar
          count={selected.size}
          total={queue.total}
          countWords={t('queue.selected', { n: selected.size })}
          allWords={t('queue.select_all', { all: number(queue.total, lang) })}
          onAll={() => void allIds(queue.effective).then((ids) => setSelected(new Set(ids)), toast.failed)}
          onNone={() => setSelected(new Set())}
          onTake={take}
          onClose={() => setClosing([...selected])}
          onAssign={(owner) =>
            void act({ ids: [...selected], act: 'assign', args: { owner } }, (n) =>
              t('queue.assigned', { n, owner: owner || t('queue.nobody') }),
            )
          }
          onSeverity={(severity) =>
            void act({ ids: [...selected], act: 'severity', args: { severity } }, (n) => t('queue.severity_set', { n }))
          }
        />
      )}
      <CloseDialog ids={closing} onClose={() => setClosing([])} onDone={() => setSelected(new Set())} />
      <StepDialog choice={step} onClose={() => setStep(null)} />
    </div>
  );
}
