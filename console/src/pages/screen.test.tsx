// @vitest-environment jsdom
// A text before it is published, against the pretended server.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { start } from '../mocks/start';

describe('the check before publication', () => {
  it('marks what a text gives away, and mends it', async () => {
    const { user } = start('/screen');
    const box = await screen.findByRole('textbox', { name: /^Your text/ });
    const answer = screen.getByTestId('screening');
    await within(answer).findByText('Write or paste a text.');
    await user.type(box, 'Élodie est au 06 12 34 56 78');
    await within(answer).findByText('Look again before you publish.', undefined, { timeout: 3000 });
    expect(within(answer).getByText('06 12 34 56 78').tagName).toBe('MARK');
    await user.click(within(answer).getByRole('button', { name: 'Use this text' }));
    expect((box as HTMLTextAreaElement).value).toBe('Élodie est au 06 •• •• •• 78');
    await within(answer).findByText('You may publish this.', undefined, { timeout: 3000 });
  });
});
