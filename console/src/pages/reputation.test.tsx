// @vitest-environment jsdom
// What is said of us, against the pretended server.
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { start } from '../mocks/start';

describe('the reputation', () => {
  it('tells the figures of a period, what rises and who else is spoken of', async () => {
    const { user } = start('/reputation');
    const found = await screen.findByTestId('reputation');
    expect(within(found).getAllByText('184').length).toBeGreaterThan(0);
    within(found).getByText('#cadeau');
    within(found).getByText('banque-rivale');
    const week = screen.getByRole('button', { name: '7 days' });
    await user.click(week);
    await waitFor(() => expect(week.getAttribute('aria-pressed')).toBe('true'));
  });
});
