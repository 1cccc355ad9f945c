// What stands where in a query, for colouring and completion. Tolerant: every text has tokens, also while it is being written.
// Whether it reads is for the server to say (POST /queries/check); this only mirrors docs/reference/query-language.md.
export type TokenKind =
  | 'operator'
  | 'negation'
  | 'paren'
  | 'field'
  | 'value'
  | 'reference'
  | 'word'
  | 'phrase'
  | 'tag'
  | 'handle'
  | 'cash'
  | 'pattern'
  | 'regex';
export type Token = { kind: TokenKind; begin: number; end: number; field?: string };

const operator = /^(?:AND|ET|OR|OU|(?:NEAR|PROCHE|THEN|PUIS)(?:\/\d*f?)?|SAME|MEME|MÊME)$/;
const negation = /^(?:NOT|SAUF|NON)$/;
const closers: Record<string, string> = { '"': '"”', '“': '”“"', '”': '”"', '„': '“”', '«': '»' };
const blank = /\s/;
const wordFields = new Set(['name', 'bio', 'alt', 'nom', 'biographie']);
const references = new Set(['watch', 'list', 'veille', 'liste']);

const stops = (c: string | undefined): boolean =>
  c === undefined || blank.test(c) || '()|'.includes(c) || c in closers || c === '»';

function kindOfWord(word: string): TokenKind {
  if (operator.test(word)) return 'operator';
  if (negation.test(word)) return 'negation';
  if (/^#[^#]/.test(word)) return 'tag';
  if (/^@[^@]/.test(word)) return 'handle';
  if (/^\$\p{L}/u.test(word)) return 'cash';
  if (/^(?:assets\.|list:)/.test(word)) return 'reference';
  return /^~|\*/.test(word) ? 'pattern' : 'word';
}

const valueKindOf = (field: string | undefined): TokenKind =>
  field !== undefined && references.has(field) ? 'reference' : 'value';

// A word, a value, an operator, or the name of a field with its colon.
function bareToken(text: string, begin: number, field: string | undefined, glued: boolean): Token {
  let end = begin;
  while (!stops(text[end])) end++;
  if (end === begin) end++; // a lone closing quote
  const word = text.slice(begin, end);
  if (!glued && (operator.test(word) || negation.test(word))) return { kind: kindOfWord(word), begin, end };
  const list = /^(?:assets\.|list:)/.test(word);
  if (field !== undefined) return { kind: list ? 'reference' : valueKindOf(field), begin, end, field };
  const name = list && glued ? undefined : /^[\p{L}_]+(?=:(?!\/\/))/u.exec(word)?.[0];
  if (name === undefined) return { kind: kindOfWord(word), begin, end };
  return { kind: 'field', begin, end: begin + name.length + 1, field: name.toLowerCase() };
}

export function tokens(text: string): Token[] {
  const out: Token[] = [];
  const groups: (string | undefined)[] = []; // for each open parenthesis: the field whose values stand in it
  let at = 0;
  const push = (kind: TokenKind, end: number, field?: string): void => {
    out.push(field === undefined ? { kind, begin: at, end } : { kind, begin: at, end, field });
    at = end;
  };
  const unclosed = new Set<string>(); // quotes that were looked for to the end in vain
  const quoted = (from: number): number | undefined => {
    const close = closers[text[from] ?? ''];
    if (close === undefined) return undefined;
    if (unclosed.has(close)) return -1;
    for (let i = from + 1; i < text.length; i++) {
      if (text[i] === '\\') i++;
      else if (close.includes(text[i] ?? '')) return i + 1;
    }
    unclosed.add(close);
    return -1;
  };
  while (at < text.length) {
    const c = text[at] ?? '';
    const next = text[at + 1];
    if (blank.test(c)) {
      at++;
      continue;
    }
    const last = out.at(-1);
    const glued = last?.kind === 'field' && last.end === at ? last.field : undefined;
    const named = glued ?? groups.at(-1);
    const field = named !== undefined && !wordFields.has(named) ? named : undefined;
    const valueKind = valueKindOf(field);
    if (c === '(') {
      groups.push(named);
      push('paren', at + 1);
    } else if (c === ')') {
      groups.pop();
      push('paren', at + 1);
    } else if (c === '|') {
      push('operator', text[at + 1] === '|' ? at + 2 : at + 1);
    } else if (c === '-' && glued === undefined && (!stops(next) || next === '(' || (next ?? '') in closers)) {
      push('negation', at + 1);
    } else if (c === '/' && field === undefined) {
      const found = /^\/(?:\\.|[^\\/\n])*\/\w*/.exec(text.slice(at));
      const rest = /^\S*/.exec(text.slice(at))?.[0].length ?? 1;
      push('regex', at + (found?.[0].length ?? rest));
    } else {
      const marked = (c === '=' || c === '~') && (text[at + 1] ?? '') in closers ? 1 : 0;
      const end = quoted(at + marked);
      if (end === undefined) {
        const bare = bareToken(text, at, field, glued !== undefined);
        push(bare.kind, bare.end, bare.field);
      } else if (end < 0) {
        let rest = at + marked + 1; // the words of a phrase go on as words; a value is being written
        if (field !== undefined) while (!stops(text[rest])) rest++;
        push(field === undefined ? 'phrase' : valueKind, rest, field);
      } else {
        push(field === undefined ? 'phrase' : valueKind, end + (/^~\d+/.exec(text.slice(end))?.[0].length ?? 0), field);
      }
    }
  }
  return out;
}

// Cuts a text at the borders of layers that may overlap: each piece has the names of all layers over it.
export type Layer = { begin: number; end: number; name: string };
export type Piece = { begin: number; text: string; names: string[] };

export function layered(text: string, layers: Layer[]): Piece[] {
  const inside = layers.filter((layer) => layer.end > layer.begin && layer.begin < text.length);
  const edges = new Map<number, { opens: string[]; closes: string[] }>();
  const edge = (at: number) => {
    const found = edges.get(at) ?? { opens: [], closes: [] };
    edges.set(at, found);
    return found;
  };
  for (const layer of inside) {
    edge(layer.begin).opens.push(layer.name);
    edge(Math.min(layer.end, text.length)).closes.push(layer.name);
  }
  const out: Piece[] = [];
  const open: string[] = [];
  let from = 0;
  const cut = (to: number): void => {
    if (to > from) out.push({ begin: from, text: text.slice(from, to), names: [...open] });
    from = to;
  };
  for (const [at, { opens, closes }] of [...edges].sort(([a], [b]) => a - b)) {
    cut(at);
    for (const name of closes) open.splice(open.indexOf(name), 1);
    open.push(...opens);
  }
  cut(text.length);
  return out;
}
