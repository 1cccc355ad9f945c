// A rule run over stored posts, beside another wording of it: what that would newly raise, no longer raise, and how the
// analysts judged those. Changes nothing.
import { Button } from '@mantine/core';
import { IconCopy, IconPencil, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { ApiError } from '../api/client';
import type { Backtest, BacktestRow, BacktestSide, Rule, Verdict } from '../api/types.gen';
import { backtestRule } from '../api/watches';
import { Empty, Kbd, Section, Tag, type Tone, Trouble } from '../components/bits';
import { Post } from '../components/post';
import { type EditorHandle, QueryEditor } from '../components/query-editor';
import { QueryProblems } from '../components/query-reading';
import { useToasts } from '../components/toast';
import { VolumeChart } from '../components/volume';
import { useI18n } from '../i18n';
import { useCommands } from '../lib/keys';
import { number, percent, span } from '../lib/time';
import queue from './queue.module.css';
import styles from './rules.module.css';
import { useKnown } from './use-query';

const choices = [24, 168, 720, 2160];
type Run = Backtest & { edited: boolean; condition: string };

export function BacktestPanel({ rule, onPromote }: { rule: Rule; onPromote: () => void }) {
  const { t, lang } = useI18n();
  const toast = useToasts();
  const known = useKnown('');
  const editor = useRef<EditorHandle>(null);
  const [hours, setHours] = useState(168);
  const [text, setText] = useState<string>();
  const edited = text !== undefined && text.trim() !== '' && text !== rule.condition;
  const test = useMutation({
    mutationFn: async (over: number): Promise<Run> => {
      const condition = edited ? text : undefined;
      return {
        ...(await backtestRule(rule.name, over, condition)),
        edited: condition !== undefined,
        condition: condition ?? rule.condition,
      };
    },
  });
  const [tried, setTried] = useState<string>(); // the text that the faults are of
  const run = () => {
    setTried(text);
    test.mutate(hours);
  };
  useCommands({ Enter: run });
  const faults = test.error instanceof ApiError ? test.error.problems : [];
  const fresh = tried === text;
  const copy = async () => {
    await navigator.clipboard.writeText(text ?? rule.condition).catch(() => undefined);
    toast.done(t('rules.copied', { place: rule.place }));
  };
  return (
    <Section title={t('rules.backtest')} aside={t('rules.backtest_aside')}>
      <div className={styles.panel} data-testid="backtest">
        <div className={styles.tools} role="group" aria-label={t('watches.range')}>
          {choices.map((n) => (
            <button key={n} type="button" className={queue.chip} aria-pressed={hours === n} onClick={() => setHours(n)}>
              {span(n, lang)}
            </button>
          ))}
          <Button
            size="xs"
            leftSection={<IconPlayerPlay size={14} />}
            rightSection={<Kbd>Ctrl ↵</Kbd>}
            loading={test.isPending}
            onClick={run}
            data-testid="run-backtest"
          >
            {t('rules.run')}
          </Button>
          {text === undefined ? (
            <Button size="xs" variant="default" leftSection={<IconPencil size={14} />} onClick={() => setText(rule.condition)}>
              {t('rules.reword')}
            </Button>
          ) : (
            <>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconCopy size={14} />}
                onClick={() => void copy()}
                disabled={!edited}
              >
                {t('rules.copy')}
              </Button>
              <Button size="xs" variant="subtle" leftSection={<IconX size={14} />} onClick={() => setText(undefined)}>
                {t('rules.as_is')}
              </Button>
            </>
          )}
        </div>
        {text !== undefined && (
          <QueryEditor
            ref={editor}
            label={t('rules.reword')}
            value={text}
            onChange={setText}
            flaws={fresh ? faults : []}
            extra={[]}
            known={known}
            autoFocus
          />
        )}
        {faults.length > 0 && fresh && text !== undefined && (
          <QueryProblems
            query={text}
            problems={faults}
            onFix={(place, instead) => editor.current?.replace(place.begin, place.end, instead)}
            onGo={(place) => editor.current?.select(place.begin, place.end)}
          />
        )}
        {test.error && faults.length === 0 && <Trouble error={test.error} />}
        <div aria-live="polite">
          {!test.data && !test.error && <Empty title={t('rules.backtest_none')}>{t('rules.backtest_help')}</Empty>}
          {test.data && <Result data={test.data} rule={rule} onPromote={onPromote} />}
        </div>
      </div>
    </Section>
  );
}

function Result({ data, rule, onPromote }: { data: Run; rule: Rule; onPromote: () => void }) {
  const { t, lang } = useI18n();
  return (
    <div className={styles.stack} data-testid="backtest-result">
      <p className="small muted">
        {t('rules.looked', { n: data.looked_at, d: span(data.hours, lang) })} {data.truncated && t('watches.truncated')}
      </p>
      {data.edited && (
        <div className={styles.diff}>
          <div>
            <strong className="num">{number(data.candidate.matched - data.kept, lang)}</strong>
            <span>{t('rules.gained', { n: data.candidate.matched - data.kept })}</span>
          </div>
          <div>
            <strong className="num">{number(data.current.matched - data.kept, lang)}</strong>
            <span>{t('rules.lost', { n: data.current.matched - data.kept })}</span>
          </div>
          <div>
            <strong className="num">{number(data.kept, lang)}</strong>
            <span>{t('rules.kept', { n: data.kept })}</span>
          </div>
        </div>
      )}
      <Compare data={data} />
      <VolumeChart
        now={(data.edited ? data.candidate : data.current).per_day}
        before={data.edited ? data.current.per_day : undefined}
        labels={(i) =>
          i >= data.current.per_day.length ? t('overview.now') : `− ${span((data.current.per_day.length - i) * 24, lang)}`
        }
        marks={[0, data.current.per_day.length]}
        summary={t('rules.looked', { n: data.looked_at, d: span(data.hours, lang) })}
        captions={data.edited ? [t('rules.reworded'), t('rules.as_it_is')] : [t('rules.per_day')]}
      />
      {!data.edited && rule.mode !== 'live' && (
        <div className={styles.tools}>
          <Button onClick={onPromote} data-testid="promote">
            {t('rules.promote')}
          </Button>
          <span className={styles.why}>{t('rules.mode_help_live')}</span>
        </div>
      )}
      {data.edited && (
        <div className={styles.samples}>
          <Samples title={t('rules.gained_rows')} rows={data.gained} of={data.candidate.matched - data.kept} />
          <Samples title={t('rules.lost_rows')} rows={data.lost} of={data.current.matched - data.kept} />
          <p className="small muted" style={{ marginTop: 12 }}>
            {t('rules.write_it', { place: rule.place })}
          </p>
        </div>
      )}
    </div>
  );
}

const labels = ['confirmed', 'false_alarm', 'harmless', 'none'] as const;

function Compare({ data }: { data: Run }) {
  const { t, lang } = useI18n();
  const sides: BacktestSide[] = data.edited ? [data.current, data.candidate] : [data.current];
  const precise = (side: BacktestSide): string => (side.precision === null ? '–' : percent(side.precision, lang));
  const [before, after] = [data.current.precision, data.candidate.precision];
  const turn = before === null || after === null || before === after ? '' : after > before ? styles.better : styles.worse;
  return (
    <table className={styles.compare}>
      <thead>
        <tr>
          <th>
            <span className="hidden">{t('rules.backtest')}</span>
          </th>
          <th scope="col">{t('rules.as_it_is')}</th>
          {data.edited && <th scope="col">{t('rules.reworded')}</th>}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('rules.matched')}</th>
          {sides.map((side, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its side
            <td key={i}>{number(side.matched, lang)}</td>
          ))}
        </tr>
        {labels.map((label) => (
          <tr key={label}>
            <th scope="row">{label === 'none' ? t('rules.unjudged') : t(`names.verdict_${label}`)}</th>
            {sides.map((side, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its side
              <td key={i}>{number(side.verdicts[label], lang)}</td>
            ))}
          </tr>
        ))}
        <tr className={styles.strong}>
          <th scope="row">{t('rules.precision')}</th>
          {sides.map((side, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its side
            <td key={i} className={i === 1 ? turn : ''}>
              {precise(side)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

const tones: Record<Verdict, Tone> = { confirmed: 'bad', false_alarm: 'ok', harmless: 'ok', none: 'plain' };

function Samples({ title, rows, of }: { title: string; rows: BacktestRow[]; of: number }) {
  const { t } = useI18n();
  if (rows.length === 0) return null;
  return (
    <>
      <h3>
        {title} <span className="muted num">{rows.length < of ? t('rules.first_of', { n: rows.length, of }) : rows.length}</span>
      </h3>
      <ul>
        {rows.map(({ item, highlights, verdict = 'none', incident }) => (
          <Post key={`${item.network} ${item.id}`} item={item} highlights={highlights}>
            <Tag tone={tones[verdict]}>{verdict === 'none' ? t('rules.unjudged') : t(`names.verdict_${verdict}`)}</Tag>
            {incident && (
              <Link to="/incidents/$id" params={{ id: incident }} className="mono">
                {incident}
              </Link>
            )}
          </Post>
        ))}
      </ul>
    </>
  );
}
