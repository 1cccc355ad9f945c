import { Button, Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconSignature } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { Filters } from '../api/queries';
import type { IncidentRow } from '../api/types.gen';
import { Ago, Due, Empty, Loading, Tag } from '../components/bits';
import { useNames } from '../components/names';
import { SeverityGlyph } from '../components/severity';
import { useI18n } from '../i18n';
import styles from './queue-list.module.css';
import type { QueueData } from './use-queue';

export type ListHandle = { focusRow: (index: number) => void };

type Props = {
  ref: Ref<ListHandle>;
  queue: QueueData;
  selected: ReadonlySet<string>;
  filters: Filters;
  onToggle: (id: string) => void;
  onClear: () => void;
};

export function QueueList({ ref, queue, selected, filters, onToggle, onClear }: Props) {
  const { t } = useI18n();
  const box = useRef<HTMLDivElement>(null);
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const virtual = useVirtualizer({
    count: queue.total,
    getScrollElement: () => box.current,
    estimateSize: () => (narrow ? 96 : 66),
    overscan: 8,
    getItemKey: (i) => queue.rowAt(i)?.incident.id ?? i,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => queue.show(first, last), [queue.show, first, last]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new height means measuring again
  useEffect(() => virtual.measure(), [narrow]);

  useImperativeHandle(ref, () => ({
    focusRow: (index) => {
      virtual.scrollToIndex(index);
      requestAnimationFrame(() =>
        box.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus({ preventScroll: true }),
      );
    },
  }));

  if (!queue.ready && !queue.error) return <Loading />;
  if (queue.ready && queue.total === 0) {
    const filtered = Object.keys(filters).length > 0;
    return (
      <Empty
        title={t(filtered ? 'queue.none_filtered' : 'queue.none')}
        action={
          filtered && (
            <Button variant="default" onClick={onClear}>
              {t('queue.clear')}
            </Button>
          )
        }
      >
        {t(filtered ? 'queue.none_filtered_help' : 'queue.none_help')}
      </Empty>
    );
  }
  return (
    <div ref={box} className={styles.box} data-testid="queue">
      <div role="list" aria-label={t('nav.incidents')} style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const row = queue.rowAt(item.index);
          return (
            <div
              key={item.key}
              role="listitem"
              aria-setsize={queue.total}
              aria-posinset={item.index + 1}
              data-index={item.index}
              className={styles.slot}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {row ? (
                <Row
                  row={row}
                  here={item.index === queue.index}
                  selected={selected.has(row.incident.id)}
                  onToggle={onToggle}
                  onPoint={() => queue.moveTo(item.index)}
                />
              ) : (
                <div className={styles.blank} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

type RowProps = { row: IncidentRow; here: boolean; selected: boolean; onToggle: (id: string) => void; onPoint: () => void };

function Row({ row, here, selected, onToggle, onPoint }: RowProps) {
  const { t, say } = useI18n();
  const names = useNames();
  const { incident } = row;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only moves the cursor; the link inside does the work
    <div
      className={`${styles.row} ${here ? styles.here : ''} ${selected ? styles.selected : ''}`}
      aria-current={here || undefined}
      onMouseDown={onPoint}
    >
      <Checkbox
        size="xs"
        className={styles.check ?? ''}
        checked={selected}
        onChange={() => onToggle(incident.id)}
        aria-label={t('queue.select', { id: incident.id })}
        tabIndex={-1}
      />
      <SeverityGlyph severity={incident.severity} />
      <div className={styles.what}>
        <div className={styles.first}>
          <Link to="/incidents/$id" params={{ id: incident.id }} className={styles.title} onFocus={onPoint} preload={false}>
            {say(incident.title)}
          </Link>
          <span className={styles.who}>{incident.owner ?? <span className="muted">{t('queue.nobody')}</span>}</span>
        </div>
        <div className={styles.second}>
          <p className={styles.meta}>
            <span className="mono">{incident.id}</span>
            <Ago time={incident.opened_at} />
            <span className={styles.wide}>{names.kind(incident.kind)}</span>
            <span className={styles.handle}>{incident.culprit.handle ?? incident.culprit.display}</span>
          </p>
          <div className={styles.state}>
            {row.approvals.length > 0 && (
              <Tag tone="accent" icon={<IconSignature size={13} aria-hidden="true" />}>
                {t('queue.to_approve')}
              </Tag>
            )}
            {incident.status === 'closed' && <Tag tone="ok">{t('names.status_closed')}</Tag>}
            {row.next_due_at && incident.status !== 'closed' && <Due at={row.next_due_at} compact />}
          </div>
        </div>
      </div>
    </div>
  );
}
