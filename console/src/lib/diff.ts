// Where a fake differs from the real one, in characters a person sees (graphemes), by the shortest edit path.
export type Piece = { text: string; differs: boolean };

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const longest = 400; // characters; longer texts are compared up to there

function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), (s) => s.segment).slice(0, longest);
}

function words(text: string): string[] {
  return (text.match(/\s+|[^\s]+/g) ?? []).slice(0, longest);
}

// Marks in each list what has no equal partner in the other. O(n·m).
function unmatched(a: string[], b: string[]): [boolean[], boolean[]] {
  const width = b.length + 1;
  const best = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      best[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const inA = a.map(() => true);
  const inB = b.map(() => true);
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      inA[i++] = false;
      inB[j++] = false;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return [inA, inB];
}

function pieces(parts: string[], differs: boolean[]): Piece[] {
  const out: Piece[] = [];
  parts.forEach((text, i) => {
    const last = out.at(-1);
    if (last && last.differs === differs[i]) last.text += text;
    else out.push({ text, differs: differs[i] ?? false });
  });
  return out;
}

export function compare(real: string, fake: string, unit: 'character' | 'word' = 'character'): { real: Piece[]; fake: Piece[] } {
  const split = unit === 'character' ? graphemes : words;
  const [a, b] = [split(real), split(fake)];
  const [inA, inB] = unmatched(a, b);
  return { real: pieces(a, inA), fake: pieces(b, inB) };
}
