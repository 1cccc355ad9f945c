import { describe, expect, it } from 'vitest';
import { differing, points } from './prints';

describe('the points of a picture', () => {
  it('are 256, and none when there is no hash', () => {
    expect(points('f'.repeat(64))?.every(Boolean)).toBe(true);
    expect(points(`8${'0'.repeat(63)}`)?.filter(Boolean)).toHaveLength(1);
    expect(points('f'.repeat(63))).toBeNull();
    expect(points(undefined)).toBeNull();
  });
  it('differ where the bits do', () => {
    const [a, b] = [points('0'.repeat(64)) ?? [], points(`0${'3'.repeat(2)}${'0'.repeat(61)}`) ?? []];
    expect(differing(a, b)).toBe(4);
    expect(differing(a, a)).toBe(0);
  });
});
