// Where a query is written: a plain textarea (so that everything of the platform works) over a coloured copy of its text, and
// a list of what could come next. The list never takes Enter or Tab unless something in it is marked.
import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { type Key, useI18n } from '../i18n';
import { type Completion, complete, type Known, type Option } from '../lib/query-complete';
import type { Layer } from '../lib/query-tokens';
import styles from './query-editor.module.css';
import { type Flaw, layersOf, Pieces } from './query-text';

export type EditorHandle = {
  replace: (begin: number, end: number, text: string) => void;
  select: (begin: number, end: number) => void;
};

type Props = {
  ref?: Ref<EditorHandle>;
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder?: string;
  flaws: Flaw[];
  extra: Layer[];
  known: Known;
  describedBy?: string;
  autoFocus?: boolean;
};

// Writes through the browser, so that its own undo (Ctrl+Z) knows.
function write(box: HTMLTextAreaElement, begin: number, end: number, text: string): void {
  box.focus();
  box.setSelectionRange(begin, end);
  const done = document.execCommand?.(text === '' ? 'delete' : 'insertText', false, text);
  if (done) return;
  const value = box.value.slice(0, begin) + text + box.value.slice(end);
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(box, value);
  box.setSelectionRange(begin + text.length, begin + text.length);
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

// Where the letter at `index` is drawn, within `frame`.
function spotOf(layer: HTMLElement, frame: HTMLElement, index: number): { left: number; top: number } {
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  let left = index;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (left >= length) {
      left -= length;
      continue;
    }
    const range = document.createRange();
    range.setStart(node, left); // the letter itself: a place between two lines would be drawn at the end of the first
    range.setEnd(node, Math.min(length, left + 1));
    const box = range.getClientRects?.()[0];
    const outer = frame.getBoundingClientRect();
    if (box) return { left: box.left - outer.left, top: box.bottom - outer.top };
    break;
  }
  return { left: 12, top: 44 };
}

function about(option: Option): Key | undefined {
  const what = option.about?.replace(/[:>=<.].*$/, '');
  if (option.kind === 'field') return `query.f_${option.about}` as Key;
  if (option.kind === 'value' && (what === 'has' || what === 'is')) return `query.v_${option.about?.replace(':', '_')}` as Key;
  if (option.kind === 'list') return 'query.o_list';
  if (option.kind === 'operator') return `query.o_${option.insert.trim().replace(/\/.*/, '').toLowerCase()}` as Key;
  return undefined;
}

export function QueryEditor({ ref, value, onChange, label, placeholder, flaws, extra, known, describedBy, autoFocus }: Props) {
  const { t } = useI18n();
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [list, setList] = useState<Completion | null>(null);
  const [active, setActive] = useState(-1);
  const [spot, setSpot] = useState({ left: 0, top: 0 });

  const offer = (text: string, caret: number, asked = false) => {
    const found = complete(text, caret, known, asked);
    setList(found);
    setActive(found && (found.eager || asked) ? 0 : -1);
  };
  const take = (option: Option) => {
    if (!list || !box.current) return;
    const { from, to } = list;
    setList(null);
    write(box.current, from, to, option.insert);
    if (option.insert.endsWith(':') || option.insert.endsWith('.')) offer(box.current.value, from + option.insert.length, true);
  };
  useImperativeHandle(ref, () => ({
    replace: (begin, end, text) => {
      setList(null);
      if (box.current) write(box.current, begin, end, text);
      setList(null);
    },
    select: (begin, end) => {
      box.current?.focus();
      box.current?.setSelectionRange(begin, end);
    },
  }));
  useLayoutEffect(() => {
    if (!list || !layer.current || !frame.current) return;
    const at = spotOf(layer.current, frame.current, list.from);
    const room = frame.current.clientWidth - (menu.current?.offsetWidth ?? 380) - 4;
    setSpot({ left: Math.max(4, Math.min(at.left, room)), top: at.top + 4 });
  }, [list]);
  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, id]);
  useEffect(() => {
    if (autoFocus) box.current?.focus();
  }, [autoFocus]);

  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key } = event;
    if (key === ' ' && event.ctrlKey) {
      event.preventDefault();
      offer(value, event.currentTarget.selectionStart, true);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!list) return;
    const count = list.options.length;
    const chosen = list.options[active];
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      setActive(key === 'ArrowDown' ? (active + 1) % count : (active <= 0 ? count : active) - 1);
    } else if ((key === 'Enter' || key === 'Tab') && chosen && !event.shiftKey) {
      event.preventDefault();
      take(chosen);
    } else if (key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setList(null);
    } else if (/^(ArrowLeft|ArrowRight|Home|End|Enter|Tab)$/.test(key)) {
      setList(null);
    }
  };

  const wrong = flaws.some((flaw) => flaw.level === 'error');
  return (
    <div ref={frame} className={`${styles.frame} ${wrong ? styles.bad : ''}`}>
      <div className={styles.stack}>
        <div ref={layer} className={styles.layer} aria-hidden="true" data-testid="query-layer">
          <Pieces query={value} layers={layersOf(value, flaws, extra)} />
          {'\u200b'}
        </div>
        <textarea
          ref={box}
          className={styles.input}
          aria-label={label}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={list ? `${id}-list` : undefined}
          aria-activedescendant={list && active >= 0 ? `${id}-${active}` : undefined}
          aria-invalid={wrong || undefined}
          aria-describedby={describedBy}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          placeholder={placeholder}
          value={value}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            offer(event.currentTarget.value, event.currentTarget.selectionStart);
          }}
          onKeyDown={keys}
          onClick={() => setList(null)}
          onBlur={() => setList(null)}
        />
      </div>
      {list && (
        <div
          ref={menu}
          id={`${id}-list`}
          role="listbox"
          aria-label={t('query.suggestions')}
          className={styles.list}
          style={spot}
          data-testid="query-options"
        >
          {list.options.map((option, i) => {
            const key = about(option);
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the textarea, which keeps the focus
              <div
                key={option.insert}
                id={`${id}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === active}
                className={`${styles.option} ${i === active ? styles.active : ''}`}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => take(option)}
              >
                <code>{option.insert.trim()}</code>
                <span>{key && t(key)}</span>
              </div>
            );
          })}
        </div>
      )}
      <span className="hidden" role="status">
        {list ? t('query.suggested', { n: list.options.length }) : ''}
      </span>
    </div>
  );
}
