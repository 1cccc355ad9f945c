// The organisation's own rules, and how good they are: what they raise, how often analysts agreed, what they cost.
import { TextInput } from '@mantine/core';
import { IconAlertTriangle, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import type { Rule, RuleMode } from '../api/types.gen';
import { rulesQuery } from '../api/watches';
import { Ago, Empty, Loading, PageHead, Tag, Trouble } from '../components/bits';
import { QueryText } from '../components/query-text';
import { ModeTag } from '../components/rule-mode';
import { SeverityGlyph } from '../components/severity';
import { Change, Spark } from '../components/volume';
import { useI18n } from '../i18n';
import { useRowKeys } from '../lib/row-keys';
import { number, percent, rounded } from '../lib/time';
import queue from './queue.module.css';
import styles from './rules.module.css';

const modes: RuleMode[] = ['live', 'shadow', 'off'];
const overlapping = 0.5; // of a rule's hits: worth a word in the list

export function Rules() {
  const { t, lang, say } = useI18n();
  const { data, error, refetch } = useQuery(rulesQuery);
  const [text, setText] = useState('');
  const [mode, setMode] = useState<RuleMode>();
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const words = text.trim().toLowerCase();
  const rows = (data?.rows ?? [])
    .filter((rule) => `${rule.name} ${say(rule.desc)} ${rule.condition} ${rule.tags.join(' ')}`.toLowerCase().includes(words))
    .filter((rule) => mode === undefined || rule.mode === mode);
  return (
    <>
      <PageHead title={t('nav.rules')} lead={t('rules.lead')} />
      <div className={queue.filters} role="group" aria-label={t('queue.filters')}>
        <TextInput
          className={queue.grow ?? ''}
          size="xs"
          leftSection={<IconSearch size={14} />}
          aria-label={t('rules.search')}
          placeholder={t('rules.search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {modes.map((key) => (
          <button
            key={key}
            type="button"
            className={queue.chip}
            aria-pressed={mode === key}
            onClick={() => setMode(mode === key ? undefined : key)}
          >
            {t(`rules.mode_${key}`)}{' '}
            <span className="num muted">{number((data?.rows ?? []).filter((rule) => rule.mode === key).length, lang)}</span>
          </button>
        ))}
      </div>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.rows.length === 0 && <Empty title={t('rules.none')}>{t('rules.none_help')}</Empty>}
      {data && data.rows.length > 0 && rows.length === 0 && (
        <Empty title={t('rules.none_filtered')}>{t('watches.none_filtered_help')}</Empty>
      )}
      {rows.length > 0 && (
        <>
          <div className={styles.head} aria-hidden="true">
            <span>{t('rules.rule')}</span>
            <span>{t('rules.mode')}</span>
            <span>{t('rules.series')}</span>
            <span>{t('watches.day')}</span>
            <span>{t('rules.precision')}</span>
            <span>{t('rules.cost')}</span>
            <span>{t('rules.last')}</span>
          </div>
          <ul ref={list} aria-label={t('nav.rules')} data-testid="rules">
            {rows.map((rule) => (
              <Row key={rule.name} rule={rule} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span className={styles.figure}>
      <span className={styles.label}>{label}</span>
      <span className="hidden">{label}</span>
      {children}
    </span>
  );
}

function Row({ rule }: { rule: Rule }) {
  const { t, say, lang } = useI18n();
  const { stats } = rule;
  const [overlap] = stats.overlap;
  const { confirmed, false_alarm, harmless } = stats.verdicts;
  return (
    <li className={`${styles.row} ${rule.mode === 'off' ? styles.off : ''}`}>
      <div className={styles.what}>
        <SeverityGlyph severity={rule.severity} />
        <p className={styles.title}>
          <Link to="/rules/$name" params={{ name: rule.name }} data-row>
            {rule.name}
          </Link>
          {rule.problems.length > 0 && (
            <Tag tone="bad" icon={<IconAlertTriangle size={13} aria-hidden="true" />}>
              {t('watches.broken')}
            </Tag>
          )}
          {stats.never_fired && <Tag>{t('rules.never')}</Tag>}
          {overlap && overlap.share >= overlapping && (
            <Tag tone="warn">{t('rules.overlaps', { p: percent(overlap.share, lang), rule: overlap.rule })}</Tag>
          )}
        </p>
        <p className={styles.desc}>{say(rule.desc)}</p>
        <QueryText query={rule.condition} line title />
      </div>
      <span className={styles.mode}>
        <ModeTag mode={rule.mode} />
      </span>
      <div className={styles.series}>
        <Spark now={rule.per_hour} before={rule.per_hour_before} />
      </div>
      <Figure label={t('watches.day')}>
        <b>{number(stats.hits_day, lang)}</b>
        <Change now={stats.hits_day} before={stats.hits_day_before} />
      </Figure>
      <Figure label={t('rules.precision')}>
        <b>{stats.precision === null ? '–' : percent(stats.precision, lang)}</b>
        <span className="small muted">{t('rules.verdicts', { n: confirmed + false_alarm + harmless })}</span>
      </Figure>
      <Figure label={t('rules.cost')}>
        <span>{t('rules.us', { n: rounded(stats.cost_us, lang) })}</span>
      </Figure>
      <Figure label={t('rules.last')}>{stats.last_hit_at ? <Ago time={stats.last_hit_at} /> : <span>–</span>}</Figure>
    </li>
  );
}
