// @vitest-environment jsdom
// Watches and their editor at work, against the pretended server.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { start } from '../mocks/start';

const box = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Query' });
const flaws = () => [...document.querySelectorAll('[data-flaw=error]')].map((e) => e.textContent).join('');

describe('the list of watches', () => {
  it('has the busiest first, with queries, counts and warnings', async () => {
    const { calls } = start('/watches');
    const rows = within(await screen.findByTestId('watches')).getAllByRole('listitem');
    expect(rows.length).toBeGreaterThan(5);
    expect(rows[0]?.textContent).toContain('brand-montclar');
    expect(screen.getByText('Does not read')).toBeTruthy();
    expect(calls.find((c) => c.path === '/watches')).toBeTruthy();
  });
  it('moves with j and k, opens a new one with n', async () => {
    const { user, history } = start('/watches');
    await screen.findByTestId('watches');
    await user.keyboard('jj');
    expect(document.activeElement?.textContent).toBe('promesses');
    await user.keyboard('k');
    expect(document.activeElement?.textContent).toBe('brand-montclar');
    await user.keyboard('n');
    await waitFor(() => expect(history.location.pathname).toBe('/watches/~new'));
  });
  it('is narrowed by the address, and says so when nothing is left', async () => {
    start('/watches?kind=console');
    const list = await screen.findByTestId('watches');
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
    expect(screen.getByRole('button', { name: /Written here/, pressed: true })).toBeTruthy();
  });
  it('does not offer writing to readers', async () => {
    const { world } = start('/watches');
    Object.assign((world as unknown as { user: object }).user, { role: 'reader' });
    await screen.findByTestId('watches');
    expect(screen.queryByRole('link', { name: /New watch/ })).toBeNull();
  });
});

describe('a watch', () => {
  it('says what it looks for, shows its posts with the words that matter, and who did what', async () => {
    start('/watches/faux-conseillers');
    expect(await screen.findByText(/at most 8 words from “Montclar”/)).toBeTruthy();
    const items = await screen.findByTestId('items');
    await waitFor(() => expect([...items.querySelectorAll('mark')].map((m) => m.textContent)).toContain('Montclar'));
    expect(await screen.findByRole('img', { name: /posts, 11 in the period before/ })).toBeTruthy();
  });
  it('is paused, and resumed by undoing', async () => {
    const { user, world } = start('/watches/faux-conseillers');
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(world.desk.watches.get('faux-conseillers')?.enabled).toBe(false));
    await user.click(await screen.findByTestId('undo'));
    await waitFor(() => expect(world.desk.watches.get('faux-conseillers')?.enabled).toBe(true));
    expect((await screen.findAllByText(/changed\.$/)).length).toBeGreaterThan(0);
  });
  it('is deleted, and brought back by undoing', async () => {
    const { user, world } = start('/watches/faux-conseillers');
    await user.click(await screen.findByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    await waitFor(() => expect(world.desk.watches.get('faux-conseillers')?.deleted).toBe(true));
    await user.click(await screen.findByTestId('undo'));
    await waitFor(() => expect(world.desk.watches.get('faux-conseillers')?.deleted).toBe(false));
  });
  it('of a file tells where it stands and cannot be changed here', async () => {
    start('/watches/promesses');
    expect(await screen.findByText('watches.yaml:9:3')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  });
  it('that does not exist leads back', async () => {
    start('/watches/nothing');
    expect(await screen.findByText('There is no watch “nothing”.')).toBeTruthy();
  });
});

describe('the editor', () => {
  it('underlines an error at its place, fixes it with one click, previews and saves from the keyboard', async () => {
    const { user, world, history } = start('/watches/~new');
    await user.type(await screen.findByLabelText(/^Name/), 'Fausses  offrés');
    fireEvent.change(await box(), { target: { value: '(conseiller OR livret) Montclar folowers:>10' } });
    await user.click(await screen.findByTestId('fix'));
    expect((await box()).value).toBe('(conseiller OR livret) Montclar followers:>10');
    await waitFor(() => expect(flaws()).toBe(''));
    expect(await screen.findByText(/^Posts that contain/)).toBeTruthy();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('About 61 posts a day')).toBeTruthy();
    expect(screen.getByText('passing, not kept')).toBeTruthy();
    await user.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(history.location.pathname).toBe('/watches/Fausses-offres'));
    expect(world.desk.watches.get('Fausses-offres')?.query).toBe('(conseiller OR livret) Montclar followers:>10');
  });
  it('marks what is wrong before anything is clicked', async () => {
    start('/watches/~new');
    fireEvent.change(await box(), { target: { value: 'été "Montclar' } });
    await waitFor(() => expect(flaws()).toBe('"Montclar'));
    expect(screen.getByText('character 5')).toBeTruthy();
    expect((await box()).getAttribute('aria-invalid')).toBe('true');
  });
  it('completes fields and values', async () => {
    const { user } = start('/watches/~new');
    const input = await box();
    await user.type(input, 'Montclar foll');
    const list = await screen.findByRole('listbox');
    expect(within(list).getByText('followers of the author')).toBeTruthy();
    await user.keyboard('{Enter}'); // nothing is chosen: a line, not a completion
    expect(input.value).toBe('Montclar foll\n');
    await user.keyboard('{Backspace}{ArrowDown}{Enter}');
    expect(input.value).toBe('Montclar followers:');
    await user.keyboard('{Enter}');
    expect(input.value).toBe('Montclar followers:>=1000');
    await user.keyboard(' is:re');
    expect((await screen.findAllByRole('option')).map((o) => o.textContent)).toEqual([
      'replya reply',
      'reposta repost',
      'reviewa review',
    ]);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
  });
  it('starts from an example', async () => {
    const { user } = start('/watches/~new');
    await user.click(await screen.findByRole('button', { name: /Bad reviews of your places/ }));
    expect((await box()).value).toBe('is:review rating:<=2 assets.places');
  });
  it('says that a name is taken', async () => {
    const { user } = start('/watches/~new');
    await user.type(await screen.findByLabelText(/^Name/), 'promesses');
    fireEvent.change(await box(), { target: { value: 'Montclar' } });
    await user.click(screen.getByTestId('save'));
    expect(await screen.findByText(/already a watch named “promesses”/)).toBeTruthy();
  });
  it('shows both texts when somebody saved meanwhile, and lets choose', async () => {
    const { user, world, history } = start('/watches/faux-conseillers/edit');
    fireEvent.change(await box(), { target: { value: 'conseiller Montclar' } });
    Object.assign(world.desk.watches.get('faux-conseillers') ?? {}, {
      version: 2,
      query: 'conseiller Verneuil',
      updated_by: 'sofia',
    });
    await user.click(screen.getByTestId('save'));
    const conflict = await screen.findByTestId('conflict');
    expect(conflict.textContent).toContain('sofia changed this watch');
    expect([...conflict.querySelectorAll('mark')].map((m) => m.textContent)).toEqual(['Verneuil', 'Montclar']);
    await user.click(within(conflict).getByRole('button', { name: 'Save mine' }));
    await waitFor(() => expect(history.location.pathname).toBe('/watches/faux-conseillers'));
    expect(world.desk.watches.get('faux-conseillers')?.query).toBe('conseiller Montclar');
  });
  it('asks before what was written is lost', async () => {
    const { user, history } = start('/watches/faux-conseillers/edit');
    fireEvent.change(await box(), { target: { value: 'autre chose' } });
    await user.click(screen.getByRole('link', { name: 'Rules' }));
    expect(await screen.findByText('What you wrote would be lost.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Leave' }));
    await waitFor(() => expect(history.location.pathname).toBe('/rules'));
  });
});
