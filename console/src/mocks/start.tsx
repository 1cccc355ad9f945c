// Puts the console on a page, in a pretended browser before the pretended server.
import { createMemoryHistory } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../app';
import { serve } from './fetch';
import { World } from './world';

export function start(path: string, options: ConstructorParameters<typeof World>[0] = {}, open = true) {
  const lang = options?.lang ?? 'en';
  const world = new World({ ...options, lang });
  world.open = open;
  const calls = serve(world);
  const history = createMemoryHistory({ initialEntries: [path] });
  render(<App history={history} lang={lang} />);
  return { world, calls, history, user: userEvent.setup() };
}
