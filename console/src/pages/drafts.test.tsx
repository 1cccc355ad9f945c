// @vitest-environment jsdom
// Drafts from the first word to the approval, against the pretended server.
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { start } from '../mocks/start';

const theirs = 'd0e0e0e0e0e0e0e0e0e0e0e0e';

describe('drafts', () => {
  it('of somebody else are approved, with a word to their authors', async () => {
    const { user, world } = start('/drafts');
    const list = await screen.findByTestId('drafts');
    await user.click(within(list).getByRole('button', { name: 'Versions and comments' }));
    await user.type(await within(list).findByRole('textbox', { name: 'Comment' }), 'Add the address');
    await user.click(within(list).getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(world.publishing.drafts.get(theirs)?.comments).toHaveLength(1));
    await user.click(within(list).getByRole('button', { name: 'Approve' }));
    await waitFor(() => expect(world.publishing.drafts.get(theirs)?.state).toBe('approved'));
  });
  it('are written for an account and submitted', async () => {
    const { user, world } = start('/drafts');
    await screen.findByTestId('drafts');
    await user.keyboard('n');
    await user.click(await screen.findByRole('combobox', { name: /^Accounts/ }));
    await user.click(await screen.findByRole('option', { name: /Claire Delmas/, hidden: true }));
    await user.type(screen.getByRole('textbox', { name: /^Text/ }), 'Bonjour');
    await user.click(screen.getByTestId('confirm-draft'));
    await screen.findByText('The draft is written. Submit it for approval.');
    const [made] = world.publishing.drafts.values();
    expect(made).toMatchObject({ state: 'editing', versions: [{ text: 'Bonjour' }] });
    await user.click(await screen.findByRole('button', { name: 'Submit' }));
    await waitFor(() => expect([...world.publishing.drafts.values()][0]?.state).toBe('review'));
  });
  it('are read by readers, who decide nothing', async () => {
    start('/drafts', { role: 'reader' });
    await screen.findByTestId('drafts');
    for (const name of [/^New draft/, /^Approve$/, /^Send back$/]) expect(screen.queryByRole('button', { name })).toBeNull();
  });
});
