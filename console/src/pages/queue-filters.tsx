import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFlame, IconSearch, IconUser, IconUserOff, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { detectorsQuery, type Filters, sessionQuery } from '../api/queries';
import type { Severity } from '../api/types.gen';
import { useNames } from '../components/names';
import { SeverityGlyph } from '../components/severity';
import { useI18n } from '../i18n';
import styles from './queue.module.css';

const severities: Severity[] = ['critical', 'high', 'medium', 'low'];
const statuses = [
  ['open,in_progress', undefined],
  ['closed', 'closed'],
  ['all', 'all'],
] as const;
const sorts = ['risk', 'newest', 'oldest', 'updated'] as const;

function without(filters: Filters, key: keyof Filters): Filters {
  const { [key]: _, ...rest } = filters;
  return rest;
}
function put(filters: Filters, key: keyof Filters, value: string | true | undefined): Filters {
  return value === undefined ? without(filters, key) : { ...filters, [key]: value };
}

export function FilterBar({ filters, onChange }: { filters: Filters; onChange: (filters: Filters) => void }) {
  const { t } = useI18n();
  const names = useNames();
  const { data: detectors } = useQuery(detectorsQuery);
  const { data: session } = useQuery(sessionQuery);
  const [text, setText] = useState(filters.text ?? '');
  useEffect(() => setText(filters.text ?? ''), [filters.text]);
  const search = useDebouncedCallback((value: string) => onChange(put(filters, 'text', value.trim() || undefined)), 300);

  const chosen = new Set((filters.severity ?? '').split(',').filter(Boolean));
  const toggleSeverity = (severity: Severity) => {
    if (!chosen.delete(severity)) chosen.add(severity);
    onChange(put(filters, 'severity', severities.filter((s) => chosen.has(s)).join(',') || undefined));
  };
  const me = session?.user.name ?? '';
  const owner = (value: string) => onChange(put(filters, 'owner', filters.owner === value ? undefined : value));
  const kinds = [...new Set([...(detectors?.rows ?? []).map((d) => d.name), ...(filters.kind ? [filters.kind] : [])])];

  return (
    <div className={styles.filters} role="group" aria-label={t('queue.filters')}>
      <TextInput
        className={styles.grow ?? ''}
        size="xs"
        leftSection={<IconSearch size={14} />}
        placeholder={t('queue.text')}
        aria-label={t('queue.text')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      {statuses.map(([key, value]) => (
        <button
          key={key}
          type="button"
          className={styles.chip}
          aria-pressed={filters.status === value || (!value && filters.status === key)}
          onClick={() => onChange(put(filters, 'status', value))}
        >
          {t(`queue.status_${key === 'open,in_progress' ? 'open' : key}`)}
        </button>
      ))}
      <span className={styles.sep} />
      {severities.map((severity) => (
        <button
          key={severity}
          type="button"
          className={styles.chip}
          aria-pressed={chosen.has(severity)}
          onClick={() => toggleSeverity(severity)}
        >
          <span aria-hidden="true" style={{ lineHeight: 0 }}>
            <SeverityGlyph severity={severity} size={12} />
          </span>
          {t(`names.severity_${severity}`)}
        </button>
      ))}
      <span className={styles.sep} />
      <button type="button" className={styles.chip} aria-pressed={filters.owner === me} onClick={() => owner(me)}>
        <IconUser size={13} aria-hidden="true" /> {t('queue.mine')}
      </button>
      <button type="button" className={styles.chip} aria-pressed={filters.owner === '-'} onClick={() => owner('-')}>
        <IconUserOff size={13} aria-hidden="true" /> {t('queue.unowned')}
      </button>
      <button
        type="button"
        className={styles.chip}
        aria-pressed={filters.late === true}
        onClick={() => onChange(put(filters, 'late', filters.late ? undefined : true))}
      >
        <IconFlame size={13} aria-hidden="true" /> {t('queue.late')}
      </button>
      {filters.asset && (
        <button type="button" className={styles.chip} aria-pressed="true" onClick={() => onChange(without(filters, 'asset'))}>
          {filters.asset} <IconX size={13} aria-label={t('queue.remove')} />
        </button>
      )}
      <Select
        size="xs"
        w={170}
        clearable
        clearButtonProps={{ 'aria-label': t('queue.remove') }}
        aria-label={t('queue.kind')}
        placeholder={t('queue.kind')}
        value={filters.kind ?? null}
        onChange={(value) => onChange(put(filters, 'kind', value ?? undefined))}
        data={kinds.map((kind) => ({ value: kind, label: names.kind(kind) }))}
      />
      <Select
        size="xs"
        w={215}
        aria-label={t('queue.sort')}
        allowDeselect={false}
        value={filters.sort ?? 'risk'}
        onChange={(value) => onChange(put(filters, 'sort', value === 'risk' || !value ? undefined : value))}
        data={sorts.map((sort) => ({ value: sort, label: t(`queue.sort_${sort}`) }))}
      />
    </div>
  );
}
