import { describe, expect, it } from 'vitest';
import { compare } from './diff';

const marked = (pieces: { text: string; differs: boolean }[]) => pieces.filter((p) => p.differs).map((p) => p.text);

describe('what differs between a real name and its imitation', () => {
  it('marks the one character that was swapped', () => {
    const { real, fake } = compare('Claire Delmas', 'C1aire Delmas');
    expect(marked(real)).toEqual(['l']);
    expect(marked(fake)).toEqual(['1']);
  });
  it('sees a Cyrillic letter that looks the same', () => {
    expect(marked(compare('Marchetti', 'Marchettі').fake)).toEqual(['і']);
  });
  it('marks what was added and loses no text', () => {
    const { fake } = compare('Hugo Lambert', 'Hugo Lambert – Conseiller');
    expect(marked(fake)).toEqual([' – Conseiller']);
    expect(fake.map((p) => p.text).join('')).toBe('Hugo Lambert – Conseiller');
  });
  it('keeps an emoji of several code points whole', () => {
    expect(marked(compare('Ana', 'Ana👩🏽‍💼').fake)).toEqual(['👩🏽‍💼']);
  });
  it('compares biographies word by word', () => {
    expect(marked(compare('Je conseille à Lyon', 'Je conseille à Paris', 'word').fake)).toEqual(['Paris']);
  });
  it('bears emptiness', () => {
    expect(compare('', '')).toEqual({ real: [], fake: [] });
  });
});
