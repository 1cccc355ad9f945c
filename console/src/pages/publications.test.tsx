// @vitest-environment jsdom
// The queue of publications and its freezes, against the pretended server.
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { start } from '../mocks/start';

const waiting = 'p0c0c0c0c0c0c0c0c0c0c0c0c';

describe('the queue of publications', () => {
  it('is approved and taken back', async () => {
    const { user, world } = start('/publications');
    const list = await screen.findByTestId('publications');
    expect(within(list).getAllByRole('listitem')).toHaveLength(2);
    const state = () => world.publishing.publications.get(waiting)?.state;
    await user.click(within(list).getByRole('button', { name: 'Approve' }));
    await waitFor(() => expect(state()).toBe('approved'));
    await user.click((await screen.findAllByTestId('undo')).at(-1) as HTMLElement);
    await waitFor(() => expect(state()).toBe('waiting'));
  });
  it('takes a new one, with a window that must not be upside down', async () => {
    const { user, world } = start('/publications');
    await screen.findByTestId('publications');
    await user.keyboard('n');
    const account = await screen.findByRole('combobox', { name: /^Account/ });
    await user.click(account);
    await user.click(await screen.findByRole('option', { name: /Claire Delmas/, hidden: true }));
    await user.type(screen.getByRole('textbox', { name: /^Text/ }), 'Bonjour à tous');
    await user.click(screen.getByTestId('confirm-publication'));
    await screen.findByText('The publication waits for approval.');
    const [made] = world.publishing.publications.values();
    expect(made).toMatchObject({ text: 'Bonjour à tous', state: 'waiting', asset: 'account-claire' });
  });
});

describe('a freeze', () => {
  it('of all accounts says so everywhere, holds what waits, and is lifted with a reason', async () => {
    const { user, world, calls } = start('/publications');
    await screen.findByTestId('publications');
    await user.click(screen.getByTestId('freeze-button'));
    await user.type(await screen.findByLabelText(/^Why/), 'Accident à Lyon.');
    await user.click(screen.getByText('24 h'));
    await user.click(screen.getByTestId('confirm-freeze'));
    const banner = await screen.findByTestId('freeze');
    expect(within(banner).getByText('Accident à Lyon.')).toBeTruthy();
    expect(screen.getByTestId('freeze-note').textContent).toContain('All accounts');
    expect(calls.find((call) => call.path === '/freezes' && call.method === 'POST')?.body).toMatchObject({ asset: '*' });
    expect(world.publishing.publications.get(waiting)?.state).toBe('frozen');

    await user.click(within(banner).getByRole('button', { name: 'Lift the freeze' }));
    expect((await screen.findByTestId<HTMLButtonElement>('confirm-lift')).disabled).toBe(true);
    await user.type(screen.getByLabelText(/^Why it is safe/), 'La direction a parlé.');
    await user.click(screen.getByTestId('confirm-lift'));
    await waitFor(() => expect(world.publishing.freezes.get('*')?.in_force).toBe(false));
    await waitFor(() => expect(screen.queryByTestId('freeze-note')).toBeNull());
    await user.click((await screen.findAllByTestId('undo')).at(-1) as HTMLElement);
    await waitFor(() => expect(world.publishing.freezes.get('*')?.in_force).toBe(true));
  });
  it('is seen by readers and offered to none of them', async () => {
    const { world } = start('/publications', { role: 'reader' });
    world.publishing.freezes.set('*', {
      asset: '*',
      frozen: true,
      in_force: true,
      by: 'vigie',
      at: new Date(world.now).toISOString(),
      why: 'odd post',
    });
    expect((await screen.findByTestId('freeze-note')).textContent).toContain('Publications frozen');
    await screen.findByTestId('publications');
    for (const name of [/^Freeze/, /^Lift the freeze/, /^Approve$/, /^New publication/])
      expect(screen.queryByRole('button', { name })).toBeNull();
  });
});
