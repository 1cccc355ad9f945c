// What jsdom lacks and Mantine asks for.

import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

if (typeof window !== 'undefined') {
  configure({ asyncUtilTimeout: 8000, getElementError: (message) => new Error(message ?? '') });
  Object.defineProperty(document, 'fonts', { value: new EventTarget() });
  window.matchMedia ??= (query: string) =>
    ({
      matches: false,
      media: query,
      onchange: null,
      addEventListener: () => {},
      removeEventListener: () => {},
      addListener: () => {},
      removeListener: () => {},
      dispatchEvent: () => false,
    }) as MediaQueryList;
  class NoResize {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  window.ResizeObserver ??= NoResize;
  Element.prototype.scrollIntoView ??= () => {};
  Element.prototype.scrollTo ??= () => {};
  window.scrollTo = () => {};
  // jsdom lays nothing out; the virtual list needs a height to fill.
  for (const [name, size] of Object.entries({ offsetHeight: 600, offsetWidth: 900, clientHeight: 600, clientWidth: 900 }))
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });

  afterEach(() => {
    cleanup();
    localStorage.clear();
  });
}
