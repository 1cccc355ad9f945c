import { describe, expect, it } from 'vitest';
import { translator, typeset } from '.';

describe('texts', () => {
  it('choose between one and many, French counting zero as one', () => {
    const [fr, en] = [translator('fr'), translator('en')];
    expect(fr('queue.selected', { n: 0 })).toBe('0 incident sélectionné');
    expect(en('queue.selected', { n: 0 })).toBe('0 cases selected');
    expect(fr('queue.selected', { n: 2 })).toBe('2 incidents sélectionnés');
    expect(en('queue.selected', { n: 1200 })).toBe('1,200 cases selected');
  });
  it('get French spaces that do not break', () => {
    expect(typeset('Qui ? « Moi » : oui')).toBe('Qui\u202f? «\u00a0Moi\u00a0»\u00a0: oui');
  });
});
