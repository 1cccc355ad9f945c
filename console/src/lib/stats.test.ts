import { describe, expect, it } from 'vitest';
import { interval } from './stats';

describe('the interval of a share', () => {
  it('is wide for few and narrow for many', () => {
    expect(interval(0, 0)).toBeNull();
    const few = interval(3, 3);
    expect(few?.low).toBeCloseTo(0.438, 2);
    expect(few?.high).toBeCloseTo(1, 6);
    const many = interval(800, 1000);
    expect(many?.low).toBeCloseTo(0.774, 2);
    expect(many?.high).toBeCloseTo(0.824, 2);
  });
  it('never leaves 0 to 1', () => {
    const none = interval(0, 5);
    expect(none?.low).toBe(0);
    expect(none?.high).toBeLessThan(0.5);
  });
});
