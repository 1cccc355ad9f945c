// @vitest-environment jsdom
// The charter is read, and the console says why posts of ambassadors are not.
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { start } from '../mocks/start';

describe('the charter', () => {
  it('is read once, and the proof can be taken away', async () => {
    const { user, calls } = start('/charter');
    await user.click(await screen.findByRole('button', { name: 'I have read this version' }));
    await screen.findByText('You have read it');
    expect(calls.find((call) => call.path === '/charter/acknowledge')?.body).toEqual({ version: 2 });
    expect((await screen.findByRole('link', { name: /^Proof/ })).getAttribute('download')).toBe('charter-proof.csv');
  });
  it('explains why posts of ambassadors are not read', async () => {
    start('/charter', { role: 'reader' });
    await screen.findByText(/the day on which the works council was consulted/);
    expect(screen.queryByText('Who has read it')).toBeNull();
  });
});
