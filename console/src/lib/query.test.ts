import { describe, expect, it } from 'vitest';
import { indexAt, placeIn } from './bytes';
import { complete } from './query-complete';
import { layered, tokens } from './query-tokens';

const told = (text: string): string[] => tokens(text).map((t) => `${t.kind} ${text.slice(t.begin, t.end)}`);

describe('the tokens of a query', () => {
  it.each([
    [
      '(conseiller OU advis*) NEAR/8 Montclar',
      ['paren (', 'word conseiller', 'operator OU', 'pattern advis*', 'paren )', 'operator NEAR/8', 'word Montclar'],
    ],
    ['-is:official', ['negation -', 'field is:', 'value official']],
    ['"sans risque"~5 « taux fixe »', ['phrase "sans risque"~5', 'phrase « taux fixe »']],
    ['#acme* @acme $ACME ~coupon =Orange', ['tag #acme*', 'handle @acme', 'cash $ACME', 'pattern ~coupon', 'word =Orange']],
    ['/b[ao]n\\/k/i OR x', ['regex /b[ao]n\\/k/i', 'operator OR', 'word x']],
    ['from:(a OR b) c', ['field from:', 'paren (', 'value a', 'operator OR', 'value b', 'paren )', 'word c']],
    ['name:(acme NEAR/3 help)', ['field name:', 'paren (', 'word acme', 'operator NEAR/3', 'word help', 'paren )']],
    [
      'watch:autre domain:assets.domains assets.names',
      ['field watch:', 'reference autre', 'field domain:', 'reference assets.domains', 'reference assets.names'],
    ],
    ['near:"48.85,2.35,10km" likes:>5', ['field near:', 'value "48.85,2.35,10km"', 'field likes:', 'value >5']],
    ['jean-paul a - b NOT c', ['word jean-paul', 'word a', 'word -', 'word b', 'negation NOT', 'word c']],
    ['-"a b" -(c)', ['negation -', 'phrase "a b"', 'negation -', 'paren (', 'word c', 'paren )']],
    ['a|b||c', ['word a', 'operator |', 'word b', 'operator ||', 'word c']],
    ['"jamais fermé', ['phrase "', 'word jamais', 'word fermé']],
    ['https://a.example/x', ['word https://a.example/x']],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });
  it('bear anything, in order and without overlap', () => {
    for (const text of ['', '   ', '))((', '"""', '«»»', '-', '/', ':::', 'a:', '=\u0022', '🔥🔥 -🔥', '\\', '|'.repeat(50)]) {
      let at = 0;
      for (const token of tokens(text)) {
        expect(token.begin).toBeGreaterThanOrEqual(at);
        expect(token.end).toBeGreaterThan(token.begin);
        expect(text.slice(at, token.begin).trim()).toBe('');
        at = token.end;
      }
      expect(text.slice(at).trim()).toBe('');
    }
  });
  it('are found in a long query without delay', () => {
    const text = '(conseiller OR "sans risque" -is:official) '.repeat(1500);
    const from = performance.now();
    expect(tokens(text).length).toBe(1500 * 8);
    expect(performance.now() - from).toBeLessThan(1500);
  });
});

describe('layers over a text', () => {
  it('are cut where any begins or ends, and lose nothing', () => {
    const parts = layered('abcdef', [
      { begin: 1, end: 4, name: 'x' },
      { begin: 3, end: 9, name: 'y' },
    ]);
    expect(parts.map((p) => [p.text, p.names.join('')])).toEqual([
      ['a', ''],
      ['bc', 'x'],
      ['d', 'xy'],
      ['ef', 'y'],
    ]);
  });
  it('may be none', () => {
    expect(layered('', [])).toEqual([]);
    expect(layered('ab', [])).toEqual([{ begin: 0, text: 'ab', names: [] }]);
  });
});

describe('places in UTF-8 bytes', () => {
  it('lead to the right letter', () => {
    const text = '« été » 🔥 fin';
    const bytes = (s: string) => new TextEncoder().encode(s).length;
    const at = indexAt(text);
    for (const word of ['été', '🔥', 'fin']) expect(at(bytes(text.slice(0, text.indexOf(word))))).toBe(text.indexOf(word));
    expect(at(9999)).toBe(text.length);
    expect(placeIn('é', { begin: 1, end: 2 })).toEqual({ begin: 0, end: 1 });
    expect(placeIn('', { begin: 0, end: 3 })).toEqual({ begin: 0, end: 0 });
  });
});

describe('completion', () => {
  const known = { watches: ['promesses', 'deux mots'], assets: ['brand-x'] };
  const offered = (text: string, asked = false, caret = text.length) => complete(text, caret, known, asked);
  it('offers the values of a field at once', () => {
    const all = offered('Montclar has:');
    expect(all?.eager).toBe(true);
    expect(all?.options.map((o) => o.insert)).toContain('iban');
    expect(offered('has:ph')?.options.map((o) => o.insert)).toEqual(['phone']);
    expect(offered('has:phone')).toBeNull();
    expect(offered('a has:phone b', false, 6)).toMatchObject({ from: 6, to: 11 });
  });
  it('offers names of watches, in quotes when they need them', () => {
    expect(offered('watch:')?.options.map((o) => o.insert)).toEqual(['promesses', '"deux mots"']);
    expect(offered('watch:"deu')?.options.map((o) => o.insert)).toEqual(['"deux mots"']);
  });
  it('offers fields while a word is written, also by their French names, but does not push', () => {
    expect(offered('Montclar foll')).toMatchObject({
      from: 9,
      to: 13,
      eager: false,
      options: [{ insert: 'followers:' }, { insert: 'following:' }],
    });
    expect(offered('rése')?.options.map((o) => o.insert)).toEqual(['network:']);
    expect(offered('M')).toBeNull();
    expect(offered('conseiller')).toBeNull();
  });
  it('offers lists and operators', () => {
    expect(offered('assets.na')?.options.map((o) => o.insert)).toEqual(['assets.names']);
    expect(offered('a NEA')?.options.map((o) => o.insert)).toEqual(['NEAR/5 ']);
  });
  it('offers every field when asked, and the values inside a group', () => {
    expect(offered('', true)?.options.length).toBeGreaterThan(20);
    expect(offered('lang:(fr OR e')?.options.map((o) => o.insert)).toEqual(['en', 'es']);
  });
});
