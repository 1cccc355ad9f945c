// @vitest-environment jsdom
// The pages at work, in a pretended browser against the pretended server.
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { start } from '../mocks/start';

const size = (): Promise<number> =>
  waitFor(() => {
    const row = document.querySelector('[role=listitem][aria-setsize]');
    if (!row) throw new Error('the queue shows no row');
    return Number(row.getAttribute('aria-setsize'));
  });

describe('the door', () => {
  it('says what is wrong and what to do, then lets in', async () => {
    const { user } = start('/', {}, false);
    await user.type(await screen.findByLabelText('Name'), 'admin');
    await user.type(screen.getByLabelText('Password'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Check capital letters.');
    await user.clear(screen.getByLabelText('Password'));
    await user.type(screen.getByLabelText('Password'), 'correct horse battery staple');
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Montclar, on watch' })).toBeTruthy();
  });
  it('asks for a password of one’s own the first time', async () => {
    const { user, calls } = start('/', { lang: 'fr', mustChange: true });
    await user.type(await screen.findByLabelText('Mot de passe reçu'), 'correct horse battery staple');
    await user.type(screen.getByLabelText('Nouveau mot de passe'), 'court');
    expect(screen.getByText(/12 au moins\./)).toBeTruthy();
    await user.type(screen.getByLabelText('Nouveau mot de passe'), ' mais allongé');
    await user.type(screen.getByLabelText('Encore une fois'), 'court mais allongé');
    await user.click(screen.getByRole('button', { name: 'Enregistrer et continuer' }));
    expect(await screen.findByText('Quart de Montclar')).toBeTruthy();
    expect(calls.some((c) => c.path === '/session/password')).toBe(true);
  });
});

describe('the queue', () => {
  it('closes what is selected, tells the exact number, and undoes it', async () => {
    const { user, world } = start('/incidents');
    expect(await size()).toBe(12);
    await user.keyboard('x');
    await user.keyboard('j');
    await user.keyboard('x');
    expect(await screen.findByText('2 cases selected')).toBeTruthy();
    await user.keyboard('e');
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: /False alarm/ }));
    expect(await screen.findByText('2 cases closed.')).toBeTruthy();
    const closed = () => [...world.cases.values()].filter((c) => c.incident.status === 'closed').length;
    expect(closed()).toBe(2);
    await user.click(screen.getByTestId('undo'));
    await waitFor(() => expect(closed()).toBe(0));
  });
  it('says what to do when nothing matches', async () => {
    start('/incidents?text=nobody-is-called-this');
    expect(await screen.findByText('No case matches.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Clear all filters' })).toBeTruthy();
  });
  it('shows what the address asks for', async () => {
    start('/incidents?severity=critical');
    expect(await size()).toBe(2);
    expect(screen.getByRole('button', { name: 'Critical', pressed: true })).toBeTruthy();
  });
});

describe('a case', () => {
  it('shows both accounts, the swapped character, and approves a step', async () => {
    const { user, world } = start('/incidents/VG-2026-0001');
    const fake = await screen.findByRole('article', { name: 'The imitation' });
    expect(fake.querySelector('mark')?.textContent).toBe('1');
    expect(within(fake).getByText('Same profile picture')).toBeTruthy();
    await user.click(await screen.findByTestId('approve'));
    await user.click(await screen.findByTestId('confirm-step'));
    const state = () => world.cases.get('VG-2026-0001')?.steps.find((s) => s.plan.key === 'takedown')?.state;
    await waitFor(() => expect(state()).toBe('done'));
  });
  it('wants a reason for a refusal', async () => {
    const { user } = start('/incidents/VG-2026-0001');
    await user.click(await screen.findByRole('button', { name: 'Refuse' }));
    expect((await screen.findByTestId<HTMLButtonElement>('confirm-step')).disabled).toBe(true);
  });
  it('that does not exist leads back to the queue', async () => {
    start('/incidents/VG-2026-9999');
    expect(await screen.findByText('There is no incident VG-2026-9999.')).toBeTruthy();
  });
});
