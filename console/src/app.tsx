import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRouter, type RouterHistory, RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ApiError, whenSessionLost } from './api/client';
import type { Lang } from './api/types.gen';
import { Trouble } from './components/bits';
import { I18nProvider } from './i18n';
import { routeTree } from './router';
import { theme, variables } from './theme';

function makeClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: true,
        retry: (count, error) => count < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
      },
    },
  });
  whenSessionLost(() => client.setQueryData(['session'], null));
  return client;
}

// A page that breaks says so in our words and can be tried again; the rest of the console stands.
function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  return <Trouble error={error} retry={reset} />;
}

export function App({ history, lang }: { history?: RouterHistory; lang?: Lang }) {
  const client = useMemo(makeClient, []);
  const router = useMemo(
    () =>
      createRouter({
        routeTree,
        defaultPreload: 'intent',
        defaultErrorComponent: Broken,
        scrollRestoration: true,
        ...(history ? { history } : {}),
      }),
    [history],
  );
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <I18nProvider {...(lang ? { initial: lang } : {})}>
          <Notifications position="bottom-right" limit={4} />
          <RouterProvider router={router} />
        </I18nProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
