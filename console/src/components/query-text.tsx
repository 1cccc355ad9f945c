// A query with its colours: operators, fields, phrases, tags and what is excluded; problems are underlined where they stand.
import { memo } from 'react';
import { indexAt, type Place } from '../lib/bytes';
import { type Layer, layered, tokens } from '../lib/query-tokens';
import styles from './query-text.module.css';

export type Flaw = { level: 'error' | 'warning'; place: Place };

// Places in bytes, as the server tells them. A place without width is shown on the letter before or after it.
export function layersOf(query: string, problems: Flaw[], extra: Layer[] = []): Layer[] {
  const at = indexAt(query);
  const layers: Layer[] = tokens(query).map(({ kind, begin, end }) => ({ begin, end, name: kind }));
  for (const { level, place } of problems) {
    let [begin, end] = [at(place.begin), at(place.end)];
    if (begin >= end) [begin, end] = begin < query.length ? [begin, begin + 1] : [Math.max(0, begin - 1), begin];
    layers.push({ begin, end, name: level });
  }
  return [...layers, ...extra];
}

export function Pieces({ query, layers }: { query: string; layers: Layer[] }) {
  return (
    <>
      {layered(query, layers).map((piece) => (
        <span
          key={piece.begin}
          className={[...new Set(piece.names)].map((name) => styles[name] ?? '').join(' ')}
          data-flaw={piece.names.includes('error') ? 'error' : piece.names.includes('warning') ? 'warning' : undefined}
        >
          {piece.text}
        </span>
      ))}
    </>
  );
}

const none: Flaw[] = [];

type Props = { query: string; problems?: Flaw[]; line?: boolean; title?: boolean };

export const QueryText = memo(function QueryText({ query, problems = none, line = false, title = false }: Props) {
  const shown = line ? query.replace(/[\r\n\t]/g, ' ') : query;
  return (
    <code className={`${styles.query} ${line ? styles.line : styles.wrap}`} title={title ? query : undefined}>
      <Pieces query={shown} layers={layersOf(shown, problems)} />
    </code>
  );
});
