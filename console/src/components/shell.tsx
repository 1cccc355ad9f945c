// The frame: where one can go on the left, the work on the right; on small screens the way is behind a button.
import { ActionIcon, Burger, Drawer, Menu, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import {
  IconBellRinging,
  IconBinoculars,
  IconBook2,
  IconBuildingLighthouse,
  IconChartBar,
  IconChevronDown,
  IconGauge,
  IconGavel,
  IconKeyboard,
  IconLayoutList,
  IconListCheck,
  IconLogout,
  IconMoon,
  IconPencil,
  IconRoute,
  IconSearch,
  IconShieldCheck,
  IconSpeakerphone,
  IconSun,
  IconTargetArrow,
  IconTextScan2,
  IconUserCircle,
  IconWorldSearch,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { post, remove } from '../api/client';
import { useLive } from '../api/live';
import { overviewQuery, switchSession, systemQuery } from '../api/queries';
import type { Session } from '../api/types.gen';
import { useI18n } from '../i18n';
import { useNow } from '../lib/clock';
import { useKeys } from '../lib/keys';
import { dayAndClock, number } from '../lib/time';
import { Brand, LangSwitch } from './brand';
import { FreezeNote } from './freezes';
import { KeyHelp } from './key-help';
import { SearchBox } from './search-box';
import styles from './shell.module.css';

const places = [
  { to: '/', key: 'nav.overview', icon: IconBuildingLighthouse },
  { to: '/incidents', key: 'nav.incidents', icon: IconLayoutList },
  { to: '/takedowns', key: 'nav.takedowns', icon: IconGavel },
  { to: '/reputation', key: 'nav.reputation', icon: IconChartBar },
  { to: '/drafts', key: 'nav.drafts', icon: IconPencil },
  { to: '/screen', key: 'nav.screen', icon: IconTextScan2 },
  { to: '/publications', key: 'nav.publications', icon: IconSpeakerphone },
  { to: '/charter', key: 'nav.charter', icon: IconBook2 },
  { to: '/watches', key: 'nav.watches', icon: IconBinoculars },
  { to: '/rules', key: 'nav.rules', icon: IconListCheck },
  { to: '/detectors', key: 'nav.detectors', icon: IconGauge },
  { to: '/assets', key: 'nav.assets', icon: IconTargetArrow },
  { to: '/sources', key: 'nav.sources', icon: IconWorldSearch },
  { to: '/policies', key: 'nav.policies', icon: IconRoute },
  { to: '/channels', key: 'nav.channels', icon: IconBellRinging },
  { to: '/audit', key: 'nav.audit', icon: IconShieldCheck },
] as const;

function Places({ onGo }: { onGo?: () => void }) {
  const { t, lang } = useI18n();
  const { data } = useQuery(overviewQuery);
  const counts: Record<string, number | undefined> = {
    '/incidents': data?.counts.incidents_open,
    '/takedowns': data?.counts.approvals_waiting,
  };
  return (
    <nav aria-label={t('nav.main')}>
      <ul className={styles.places}>
        {places.map(({ to, key, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className={styles.place}
              activeProps={{ className: styles.here, 'aria-current': 'page' }}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              {...(onGo ? { onClick: onGo } : {})}
            >
              <Icon size={18} stroke={1.7} aria-hidden="true" />
              <span>{t(key)}</span>
              {counts[to] ? <span className={`${styles.count} num`}>{number(counts[to], lang)}</span> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function LiveBadge() {
  const { state } = useLive();
  const { t } = useI18n();
  return (
    <span className={`${styles.live} ${styles[state]}`} role="status">
      <span className={styles.dot} aria-hidden="true" />
      {t(`nav.live_${state}`)}
    </span>
  );
}

function Foot({ session }: { session: Session }) {
  const { t, lang } = useI18n();
  const now = useNow();
  const { data: system } = useQuery(systemQuery);
  const client = useQueryClient();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const logout = async () => {
    await client.cancelQueries();
    await remove('/session').catch(() => undefined);
    switchSession(client, null);
  };
  return (
    <div className={styles.foot}>
      <div className={styles.state}>
        <LiveBadge />
        <span className="num">{dayAndClock(now, lang)}</span>
      </div>
      <div className={styles.tools}>
        <LangSwitch onChange={(value) => void post('/session/lang', { lang: value }).catch(() => undefined)} />
        <ActionIcon
          variant="subtle"
          color="gray"
          className={styles.tool ?? ''}
          aria-label={t(scheme === 'dark' ? 'nav.to_light' : 'nav.to_dark')}
          onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
        >
          {scheme === 'dark' ? <IconSun size={18} /> : <IconMoon size={18} />}
        </ActionIcon>
      </div>
      <Menu position="top-start" withinPortal>
        <Menu.Target>
          <UnstyledButton className={styles.user}>
            <IconUserCircle size={20} stroke={1.6} aria-hidden="true" />
            <span>
              {session.user.name}
              <span className={styles.role}>{t(`names.role_${session.user.role}`)}</span>
            </span>
            <IconChevronDown size={14} aria-hidden="true" />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {system?.version && <Menu.Label>Vigie {system.version}</Menu.Label>}
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void logout()}>
            {t('nav.logout')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

export function Shell({ session }: { session: Session }) {
  const { t } = useI18n();
  const [menu, menuTo] = useDisclosure(false);
  const [help, helpTo] = useDisclosure(false);
  const [search, searchTo] = useDisclosure(false);
  const { data: system } = useQuery(systemQuery);
  const { pathname } = useLocation();
  const place = [...places].reverse().find((p) => pathname.startsWith(p.to));
  useDocumentTitle(`${place ? t(place.key) : ''} · ${system?.organisation ?? ''} · Vigie`);
  useKeys({ '?': helpTo.open, '/': searchTo.open });

  return (
    <div className={styles.frame}>
      <a href="#main" className="skip">
        {t('nav.skip')}
      </a>
      <div className={styles.rail}>
        <div className={styles.railTop}>
          <Brand />
          <p className={styles.organisation}>{system?.organisation}</p>
        </div>
        <button type="button" className={styles.search} onClick={searchTo.open}>
          <IconSearch size={16} aria-hidden="true" />
          <span>{t('nav.search')}</span>
          <kbd>/</kbd>
        </button>
        <Places />
        <button type="button" className={styles.keys} onClick={helpTo.open}>
          <IconKeyboard size={18} stroke={1.7} aria-hidden="true" />
          {t('nav.keys')}
        </button>
        <Foot session={session} />
      </div>
      <header className={styles.bar}>
        <Burger opened={menu} onClick={menuTo.toggle} size="sm" aria-label={t('nav.menu')} />
        <Brand />
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={styles.tool ?? ''}
          aria-label={t('nav.search')}
          onClick={searchTo.open}
        >
          <IconSearch size={20} />
        </ActionIcon>
      </header>
      <Drawer
        opened={menu}
        onClose={menuTo.close}
        size={280}
        title={<Brand />}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <div className={styles.drawer}>
          <Places onGo={menuTo.close} />
          <Foot session={session} />
        </div>
      </Drawer>
      <div className={styles.work}>
        {system?.drill && (
          <p className={styles.drill} role="note">
            <strong>{t('nav.drill', { name: system.drill.name })}</strong>{' '}
            {t('nav.drill_speed', { n: Math.round(system.drill.speed) })}
          </p>
        )}
        <FreezeNote />
        <main id="main" className={styles.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <KeyHelp opened={help} onClose={helpTo.close} />
      <SearchBox opened={search} onClose={searchTo.close} />
    </div>
  );
}
