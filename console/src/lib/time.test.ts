import { describe, expect, it } from 'vitest';
import { ago, duration } from './time';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const now = Date.parse('2026-03-09T08:40:00Z');

describe('durations', () => {
  it.each([
    [0, '0 s', '0 s'],
    [4.2, '4,2 s', '4.2 s'],
    [59, '59 s', '59 s'],
    [312, '5 min 12 s', '5 min 12 s'],
    [3599, '60 min', '60 min'],
    [14220, '3 h 57', '3 h 57 min'],
    [14235, '3 h 57', '3 h 57 min'],
    [7180, '2 h', '2 h'],
    [2 * 86400 + 3 * 3600, '2 j 3 h', '2 d 3 h'],
    [400 * 86400, '1 an 1 mois', '1 yr 1 mth'],
  ])('%s s is said as people say it', (seconds, fr, en) => {
    expect(plain(duration(seconds, 'fr'))).toBe(fr);
    expect(plain(duration(seconds, 'en'))).toBe(en);
  });
});

describe('times relative to now', () => {
  it('are said in both languages', () => {
    expect(plain(ago('2026-03-09T08:37:00Z', now, 'fr'))).toBe('il y a 3 min');
    expect(plain(ago('2026-03-09T08:37:00Z', now, 'en'))).toBe('3 min. ago');
    expect(plain(ago('2026-03-09T10:40:00Z', now, 'fr'))).toBe('dans 2 h');
    expect(ago('2026-03-09T08:40:00Z', now, 'fr')).toBe('maintenant');
  });
});
