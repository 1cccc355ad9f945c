// @vitest-environment jsdom
// Rules at work, against the pretended server.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { start } from '../mocks/start';

describe('the rules', () => {
  it('are listed with what they are worth', async () => {
    start('/rules');
    const rows = within(await screen.findByTestId('rules')).getAllByRole('listitem');
    expect(rows.map((row) => row.querySelector('a')?.textContent)).toEqual([
      'adviser-asks-for-money',
      'fake-offer',
      'leaked-iban',
    ]);
    expect(rows[0]?.textContent).toContain('70%');
    expect(rows[2]?.textContent).toContain('Never fired');
  });
  it('are narrowed by mode', async () => {
    const { user } = start('/rules');
    await user.click(await screen.findByRole('button', { name: /^Live/ }));
    expect(within(screen.getByTestId('rules')).getAllByRole('listitem')).toHaveLength(1);
  });
});

describe('a rule', () => {
  it('tells which file set what, and until when exceptions hold', async () => {
    start('/rules/adviser-asks-for-money');
    expect(await screen.findByText('rules.local.yaml:2:3')).toBeTruthy();
    expect(screen.getByText('until 29 March 2026')).toBeTruthy();
    expect(screen.getByText('no end')).toBeTruthy();
    expect(screen.getByText('rules.local.yaml:2:13')).toBeTruthy();
  });
  it('is backtested in another wording: what is gained, lost and kept', async () => {
    const { user, calls } = start('/rules/adviser-asks-for-money');
    await user.click(await screen.findByRole('button', { name: 'Try another wording' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Try another wording' }), {
      target: { value: 'assets.names (virement OR crypto)' },
    });
    await user.keyboard('{Control>}{Enter}{/Control}');
    const result = await screen.findByTestId('backtest-result');
    expect(within(result).getByText('88%')).toBeTruthy();
    expect(within(result).getByText('unchanged')).toBeTruthy();
    expect(within(result).getAllByText('False alarm').length).toBeGreaterThan(1);
    expect(calls.find((c) => c.path.endsWith('/backtest'))?.body).toEqual({
      hours: 168,
      condition: 'assets.names (virement OR crypto)',
    });
  });
  it('says where another wording does not read', async () => {
    const { user } = start('/rules/adviser-asks-for-money');
    await user.click(await screen.findByRole('button', { name: 'Try another wording' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Try another wording' }), { target: { value: 'folowers:>2' } });
    await user.click(screen.getByTestId('run-backtest'));
    expect(await screen.findByText('Did you mean followers:?')).toBeTruthy();
  });
  it('goes live after a look at the last week, with a reason, and back by undoing', async () => {
    const { user, world } = start('/rules/adviser-asks-for-money');
    await user.click(await screen.findByTestId('run-backtest'));
    await user.click(await screen.findByTestId('promote'));
    expect((await screen.findByTestId('week')).textContent).toContain('Precision 70%');
    expect(screen.getByTestId<HTMLButtonElement>('confirm-mode').disabled).toBe(true);
    await user.type(screen.getByLabelText(/^Reason/), 'Trois semaines sans fausse alerte.');
    await user.click(screen.getByTestId('confirm-mode'));
    const mode = () => world.desk.rules.get('adviser-asks-for-money')?.mode;
    await waitFor(() => expect(mode()).toBe('live'));
    await user.click(await screen.findByTestId('undo'));
    await waitFor(() => expect(mode()).toBe('shadow'));
  });
  it('that does not exist leads back', async () => {
    start('/rules/nothing');
    expect(await screen.findByText('There is no rule “nothing”.')).toBeTruthy();
  });
});
