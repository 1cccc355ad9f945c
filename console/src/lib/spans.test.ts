import { describe, expect, it } from 'vitest';
import { cut } from './spans';

const span = (start: number, end: number) => ({ field: 'text', start, end, text: '' });

describe('spans in UTF-8 bytes', () => {
  it('cut at the right letter after accents', () => {
    const text = 'Écrivez à Claire';
    const start = new TextEncoder().encode('Écrivez à ').length;
    expect(cut(text, [span(start, start + 6)]).map((p) => p.text)).toEqual(['Écrivez à ', 'Claire']);
  });
  it('drop what lies outside or overlaps', () => {
    const parts = cut('abcdef', [span(1, 4), span(2, 5), span(5, 99), span(3, 3)]);
    expect(parts.map((p) => p.text).join('')).toBe('abcdef');
    expect(parts.filter((p) => p.span).map((p) => p.text)).toEqual(['bcd']);
  });
  it('leave a text without spans alone', () => {
    expect(cut('rien', [])).toEqual([{ text: 'rien' }]);
  });
});
