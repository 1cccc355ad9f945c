// Before a text is published: the decision first, then where and why, then a text that may go out.
import { Button, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { screeningQuery } from '../api/screening';
import type { Screening } from '../api/types.gen';
import { Empty, PageHead, Section, Tag, type Tone, Trouble } from '../components/bits';
import { useToasts } from '../components/toast';
import { useI18n } from '../i18n';
import { indexAt } from '../lib/bytes';
import { type Layer, layered } from '../lib/query-tokens';
import styles from './screen.module.css';

type Decision = Screening['decision'];
const tones: Record<Decision, Tone> = { allow: 'ok', warn: 'warn', block: 'bad' };
const icons = { allow: IconCheck, warn: IconAlertTriangle, block: IconBan };

// What stands behind “#” never leaves the browser with the address.
function brought(): string {
  try {
    return decodeURIComponent(window.location.hash.slice(1));
  } catch {
    return '';
  }
}

function useSettled(text: string, ms: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return settled;
}

export function Screen() {
  const { t, lang } = useI18n();
  const [text, setText] = useState(brought);
  const asked = useSettled(text.trim() === '' ? '' : text, 300);
  const { data, error, isPlaceholderData, refetch } = useQuery(screeningQuery(asked, lang));
  const shown = asked === '' ? undefined : data;
  return (
    <>
      <PageHead title={t('screen.title')} lead={t('screen.lead')} />
      <div className={styles.page}>
        <div className={styles.write}>
          <Textarea
            label={t('screen.text')}
            description={t('screen.text_help')}
            autosize
            minRows={6}
            maxRows={18}
            maxLength={20_000}
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Bookmark />
        </div>
        <div className={styles.answer} aria-live="polite" aria-busy={isPlaceholderData} data-testid="screening">
          {error && <Trouble error={error} retry={() => void refetch()} />}
          {!error && !shown && <Empty title={t('screen.empty')}>{t('screen.empty_help')}</Empty>}
          {!error && shown && <Answer text={asked} screening={shown} stale={isPlaceholderData} onUse={setText} />}
        </div>
      </div>
    </>
  );
}

type AnswerProps = { text: string; screening: Screening; stale: boolean; onUse: (text: string) => void };

function Answer({ text, screening, stale, onUse }: AnswerProps) {
  const { t, say } = useI18n();
  const { decision, explanations, mended } = screening;
  const Icon = icons[decision];
  return (
    <>
      <p className={`${styles.decision} ${styles[decision]}`} data-decision={decision}>
        <Icon size={20} aria-hidden="true" />
        <span>
          {t(`screen.${decision}`)}
          {decision === 'allow' && <span className={styles.help}>{t('screen.allow_help')}</span>}
        </span>
      </p>
      {explanations.length > 0 && (
        <ul className={styles.reasons}>
          {explanations.map((reason) => (
            <li key={reason.code}>
              <Tag tone={tones[reason.decision]}>{t(`screen.code_${reason.code}`)}</Tag>
              <p>{say(reason.says)}</p>
              <p className="muted">{say(reason.mend)}</p>
            </li>
          ))}
        </ul>
      )}
      {explanations.some((reason) => reason.spans.length > 0) && !stale && (
        <Section title={t('screen.marked')}>
          <Marked text={text} screening={screening} />
        </Section>
      )}
      {mended !== undefined && !stale && (
        <Section title={t('screen.mended')}>
          <p className={styles.text}>{mended}</p>
          <Button size="compact-sm" data-testid="use-mended" onClick={() => onUse(mended)}>
            {t('screen.use')}
          </Button>
        </Section>
      )}
    </>
  );
}

function Marked({ text, screening }: { text: string; screening: Screening }) {
  const at = indexAt(text);
  const layers: Layer[] = screening.explanations.flatMap((reason) =>
    reason.spans
      .filter((span) => span.field === 'text')
      .map((span) => ({ begin: at(span.start), end: at(span.end), name: reason.decision })),
  );
  return (
    <p className={styles.text}>
      {layered(text, layers).map((piece) =>
        piece.names.length > 0 ? (
          <mark key={piece.begin} className={styles[piece.names.includes('block') ? 'block' : 'warn']}>
            {piece.text}
          </mark>
        ) : (
          <span key={piece.begin}>{piece.text}</span>
        ),
      )}
    </p>
  );
}

function Bookmark() {
  const { t } = useI18n();
  const toast = useToasts();
  const target = `${window.location.origin}/screen`;
  const code = `javascript:void open('${target}#'+encodeURIComponent(getSelection()),'vigie','width=440,height=720')`;
  return (
    <details className={styles.bookmark}>
      <summary>{t('screen.bookmark')}</summary>
      <p className="muted">{t('screen.bookmark_help')}</p>
      <code className={styles.code}>{code}</code>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void navigator.clipboard.writeText(code).then(() => toast.done(t('screen.copied')))}
      >
        {t('screen.bookmark_copy')}
      </Button>
    </details>
  );
}
