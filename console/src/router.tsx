// Every page and its address. What the queue shows stands in its address, so that it can be sent to a colleague.
import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Filters } from './api/queries';
import type { WatchFilters } from './api/watches';
import { Gate } from './pages/gate';
import { NotFound } from './pages/not-found';

const root = createRootRoute({ component: Gate, notFoundComponent: NotFound });

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

export function readFilters(search: Record<string, unknown>): Filters {
  const filters: Filters = {};
  for (const key of ['status', 'severity', 'kind', 'asset', 'owner', 'text', 'sort'] as const) {
    const value = text(search[key]);
    if (value !== undefined) filters[key] = value;
  }
  if (search.late === true || search.late === 'true') filters.late = true;
  return filters;
}

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview'), 'Overview'),
});
export const queueRoute = createRoute({
  getParentRoute: () => root,
  path: '/incidents',
  validateSearch: readFilters,
  component: lazyRouteComponent(() => import('./pages/queue'), 'Queue'),
});
export const incidentRoute = createRoute({
  getParentRoute: () => root,
  path: '/incidents/$id',
  component: lazyRouteComponent(() => import('./pages/incident'), 'IncidentPage'),
});
export const assetsRoute = createRoute({
  getParentRoute: () => root,
  path: '/assets',
  validateSearch: (search: Record<string, unknown>): { kind?: string | undefined; text?: string | undefined } => {
    const [kind, words] = [text(search.kind), text(search.text)];
    return { ...(kind ? { kind } : {}), ...(words ? { text: words } : {}) };
  },
  component: lazyRouteComponent(() => import('./pages/assets'), 'Assets'),
});
export const watchesRoute = createRoute({
  getParentRoute: () => root,
  path: '/watches',
  validateSearch: (search: Record<string, unknown>): WatchFilters => {
    const filters: WatchFilters = {};
    for (const key of ['kind', 'text', 'sort'] as const) {
      const value = text(search[key]);
      if (value !== undefined) filters[key] = value;
    }
    if (search.deleted === true || search.deleted === 'true') filters.deleted = true;
    return filters;
  },
  component: lazyRouteComponent(() => import('./pages/watches'), 'Watches'),
});
export const watchRoute = createRoute({
  getParentRoute: () => root,
  path: '/watches/$name',
  component: lazyRouteComponent(() => import('./pages/watch'), 'WatchPage'),
});
// “~” begins no name, so a watch called “new” has its own page.
const newWatch = createRoute({
  getParentRoute: () => root,
  path: '/watches/~new',
  component: lazyRouteComponent(() => import('./pages/watch-editor'), 'NewWatch'),
});
export const editWatchRoute = createRoute({
  getParentRoute: () => root,
  path: '/watches/$name/edit',
  component: lazyRouteComponent(() => import('./pages/watch-editor'), 'EditWatch'),
});
const rules = createRoute({
  getParentRoute: () => root,
  path: '/rules',
  component: lazyRouteComponent(() => import('./pages/rules'), 'Rules'),
});
export const ruleRoute = createRoute({
  getParentRoute: () => root,
  path: '/rules/$name',
  component: lazyRouteComponent(() => import('./pages/rule'), 'RulePage'),
});
const takedowns = createRoute({
  getParentRoute: () => root,
  path: '/takedowns',
  component: lazyRouteComponent(() => import('./pages/takedowns'), 'Takedowns'),
});
const reputation = createRoute({
  getParentRoute: () => root,
  path: '/reputation',
  component: lazyRouteComponent(() => import('./pages/reputation'), 'Reputation'),
});
const screen = createRoute({
  getParentRoute: () => root,
  path: '/screen',
  component: lazyRouteComponent(() => import('./pages/screen'), 'Screen'),
});
const publications = createRoute({
  getParentRoute: () => root,
  path: '/publications',
  component: lazyRouteComponent(() => import('./pages/publications'), 'Publications'),
});
const drafts = createRoute({
  getParentRoute: () => root,
  path: '/drafts',
  component: lazyRouteComponent(() => import('./pages/drafts'), 'Drafts'),
});
const charter = createRoute({
  getParentRoute: () => root,
  path: '/charter',
  component: lazyRouteComponent(() => import('./pages/charter'), 'CharterPage'),
});
const detectors = createRoute({
  getParentRoute: () => root,
  path: '/detectors',
  component: lazyRouteComponent(() => import('./pages/detectors'), 'Detectors'),
});
const sources = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  component: lazyRouteComponent(() => import('./pages/sources'), 'Sources'),
});
const policies = createRoute({
  getParentRoute: () => root,
  path: '/policies',
  component: lazyRouteComponent(() => import('./pages/policies'), 'Policies'),
});
const channels = createRoute({
  getParentRoute: () => root,
  path: '/channels',
  component: lazyRouteComponent(() => import('./pages/channels'), 'Channels'),
});
const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  component: lazyRouteComponent(() => import('./pages/audit'), 'Audit'),
});

export const routeTree = root.addChildren([
  overview,
  queueRoute,
  incidentRoute,
  watchesRoute,
  newWatch,
  watchRoute,
  editWatchRoute,
  rules,
  ruleRoute,
  assetsRoute,
  takedowns,
  reputation,
  screen,
  publications,
  drafts,
  charter,
  detectors,
  sources,
  policies,
  channels,
  audit,
]);

declare module '@tanstack/react-router' {
  interface Register {
    router: import('@tanstack/react-router').Router<typeof routeTree>;
  }
}
