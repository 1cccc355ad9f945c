// Spans count UTF-8 bytes (the server's unit); JavaScript strings count UTF-16. This is the one place that converts.
import type { Evidence, Item, Span } from '../api/types.gen';

export type Marked = { text: string; span?: Span };

// Cuts `text` at the spans, in order; overlapping spans are joined to the first, those outside are dropped.
export function cut(text: string, spans: Span[]): Marked[] {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const slice = (from: number, to: number): string => decoder.decode(bytes.subarray(from, to));
  const out: Marked[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start < at || span.end > bytes.length || span.end <= span.start) continue;
    if (span.start > at) out.push({ text: slice(at, span.start) });
    out.push({ text: slice(span.start, span.end), span });
    at = span.end;
  }
  if (at < bytes.length) out.push({ text: slice(at, bytes.length) });
  return out;
}

export function spansOf(evidence: Evidence[], field: string): Span[] {
  return evidence.flatMap((e) => e.spans ?? []).filter((span) => span.field === field);
}

export const itemKey = (item: { network: string; id: string }): string => `${item.network}\u0000${item.id}`;

export function itemOf(items: Item[], key: { network: string; id: string }): Item | undefined {
  return items.find((item) => itemKey(item) === itemKey(key));
}
