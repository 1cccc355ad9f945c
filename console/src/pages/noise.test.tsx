// @vitest-environment jsdom
// Detectors, what is held back and who is let pass, against the pretended server.
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { start } from '../mocks/start';

describe('the detectors', () => {
  it('show their precision with how sure it is, and the day against its budget', async () => {
    start('/detectors');
    const row = within(await screen.findByTestId('detectors')).getByRole('row', { name: /impersonation/ });
    expect(row.textContent).toContain('80%');
    expect(row.textContent).toContain('55% to 93%, from 15 verdicts');
    expect(row.textContent).toContain('of 40 a day');
  });
  it('open what was held back, or let it pass', async () => {
    const { user, world, history } = start('/detectors');
    const digest = await screen.findByTestId('digest');
    await user.click(within(digest).getByRole('button', { name: 'Allow this…' }));
    await user.type(await screen.findByLabelText(/^Reason/), 'Compte de notre agence.');
    await user.click(screen.getByLabelText('Only for the detector Impersonation'));
    await user.click(screen.getByTestId('confirm-allow'));
    await waitFor(() => expect(world.publishing.held).toHaveLength(0));
    const [made] = world.publishing.allowances.values();
    expect(made).toMatchObject({ value: 'did:plc:conseil', detector: 'impersonation', why: 'Compte de notre agence.' });
    expect(history.location.pathname).toBe('/detectors');
  });
  it('let a named domain pass, for the time chosen, and end it again', async () => {
    const { user, world, calls } = start('/detectors');
    await screen.findByTestId('allowances');
    await user.keyboard('n');
    const confirm = await screen.findByTestId<HTMLButtonElement>('confirm-allow');
    expect(confirm.disabled).toBe(true);
    await user.type(screen.getByLabelText(/^Domain \*/), 'partner.example');
    await user.type(screen.getByLabelText(/^Reason/), 'Revendeur.');
    await user.click(screen.getByText('30 days'));
    await user.click(confirm);
    await screen.findByText('partner.example is allowed.');
    expect(calls.find((call) => call.method === 'POST')?.body).toEqual({
      kind: 'domain',
      value: 'partner.example',
      why: 'Revendeur.',
      days: 30,
    });
    const row = (await screen.findByText('partner.example')).closest('li') as HTMLElement;
    await user.click(within(row).getByRole('button', { name: 'End now' }));
    await waitFor(() => expect([...world.publishing.allowances.values()][0]?.in_force).toBe(false));
  });
});

describe('a case', () => {
  it('allows its culprit in one act that closes it, and undoes both', async () => {
    const { user, world } = start('/incidents/VG-2026-0001');
    await screen.findByTestId('allow');
    await user.keyboard('l');
    await user.type(await screen.findByLabelText(/^Reason/), 'Ouvert avec notre accord.');
    await user.click(screen.getByTestId('confirm-allow'));
    const incident = () => world.cases.get('VG-2026-0001')?.incident;
    await waitFor(() => expect(incident()?.status).toBe('closed'));
    expect(incident()?.close_cause).toBe('harmless');
    await user.click((await screen.findAllByTestId('undo')).at(-1) as HTMLElement);
    await waitFor(() => expect(incident()?.status).not.toBe('closed'));
    expect([...world.publishing.allowances.values()][0]?.in_force).toBe(false);
  });
  it('shows what each visitor of a page met, and two pictures as they are compared', async () => {
    const { world } = start('/incidents/VG-2026-0001');
    const detail = world.cases.get('VG-2026-0001');
    const finding = detail?.findings[0];
    if (!detail || !finding || !detail.real) throw new Error('the example lacks its parts');
    const page = {
      url: 'https://montclar-clients.example/',
      hops: [
        { url: 'https://t.example/x', how: 'asked', status: 302 },
        { url: 'https://montclar-clients.example/', how: 'http', status: 200 },
      ],
      final_url: 'https://montclar-clients.example/',
      status: 200,
      bytes: 4096,
      title: 'Espace client Montclar',
      forms: [{ action: 'https://collect.example/p', method: 'post', fields: ['text:login', 'password:pass'] }],
      asks_password: true,
    };
    detail.items = [
      {
        ...finding.item,
        kind: 'post',
        visits: [
          { ...page, visitor: 'mobile' },
          { ...page, visitor: 'referred' },
          { ...page, visitor: 'desktop', title: 'Fleurs', forms: [], asks_password: false },
        ],
      } as (typeof detail.items)[number],
    ];
    detail.real.picture = { pdq: '0'.repeat(64) };
    finding.account = { ...finding.account, picture: { pdq: `f${'0'.repeat(63)}` } };
    finding.evidence.push({
      code: 'picture.same',
      weight: 3,
      says: { fr: 'La même image.', en: 'The same picture.' },
      spans: [],
    });
    const visits = await screen.findByTestId('visits');
    expect(within(visits).getByText(/shown different pages/)).toBeTruthy();
    expect(within(visits).getAllByRole('article')).toHaveLength(2);
    expect(within(visits).getByText('a password')).toBeTruthy();
    expect(within(visits).getByText('Form to https://collect.example/p')).toBeTruthy();
    expect(within(visits).queryAllByRole('link')).toHaveLength(0);
    expect(within(screen.getByTestId('prints')).getByText('4 of 256 points differ.')).toBeTruthy();
  });
});
