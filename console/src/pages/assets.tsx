// The register: everything the organisation asked Vigie to protect.
import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { assetsQuery } from '../api/queries';
import type { Asset, AssetKind } from '../api/types.gen';
import { Empty, Loading, PageHead, TableFrame, Trouble } from '../components/bits';
import { useNames } from '../components/names';
import { Portrait } from '../components/portrait';
import { useI18n } from '../i18n';
import { number } from '../lib/time';
import { assetsRoute } from '../router';
import queue from './queue.module.css';
import styles from './table.module.css';

const kinds: AssetKind[] = [
  'organisation',
  'brand',
  'account',
  'person',
  'domain',
  'hashtag',
  'phone',
  'link',
  'channel',
  'place',
  'product',
  'image',
  'term',
];

export function Assets() {
  const { t, lang } = useI18n();
  const search = assetsRoute.useSearch();
  const navigate = useNavigate();
  const [limit, setLimit] = useState(100);
  const [text, setText] = useState(search.text ?? '');
  const { data, error, refetch } = useQuery(assetsQuery(search.kind, search.text, limit));
  const go = (kind: string | undefined, words: string) =>
    void navigate({ to: '/assets', search: { ...(kind ? { kind } : {}), ...(words ? { text: words } : {}) }, replace: true });
  const searchLater = useDebouncedCallback((words: string) => go(search.kind, words.trim()), 250);

  return (
    <>
      <PageHead title={t('nav.assets')} lead={t('assets.lead')} />
      <div className={queue.filters} role="group" aria-label={t('queue.filters')}>
        <TextInput
          className={queue.grow ?? ''}
          size="xs"
          leftSection={<IconSearch size={14} />}
          aria-label={t('assets.search')}
          placeholder={t('assets.search')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            searchLater(event.currentTarget.value);
          }}
        />
        <button type="button" className={queue.chip} aria-pressed={!search.kind} onClick={() => go(undefined, text)}>
          {t('assets.all')}
        </button>
        {kinds
          .filter((kind) => (data?.by_kind[kind] ?? 0) > 0)
          .map((kind) => (
            <button
              key={kind}
              type="button"
              className={queue.chip}
              aria-pressed={search.kind === kind}
              onClick={() => go(kind, text)}
            >
              {t(`names.asset_${kind}`)} <span className="num muted">{number(data?.by_kind[kind] ?? 0, lang)}</span>
            </button>
          ))}
      </div>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && data.rows.length === 0 && (
        <Empty title={t(search.text || search.kind ? 'assets.none_filtered' : 'assets.none')}>
          {t(search.text || search.kind ? 'assets.none_filtered_help' : 'assets.none_help')}
        </Empty>
      )}
      {data && data.rows.length > 0 && (
        <TableFrame label={t('nav.assets')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('assets.what')}</th>
                <th>{t('assets.kind')}</th>
                <th>{t('assets.where')}</th>
                <th>{t('assets.belongs')}</th>
                <th>
                  <span className="hidden">{t('nav.incidents')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((asset) => (
                <Row key={asset.id} asset={asset} />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {data && data.rows.length < data.total && (
        <Button mt="md" variant="default" onClick={() => setLimit((n) => Math.min(500, n + 100))} disabled={limit >= 500}>
          {limit >= 500 ? t('assets.refine') : t('common.more')}
        </Button>
      )}
    </>
  );
}

function Row({ asset }: { asset: Asset }) {
  const { t } = useI18n();
  const names = useNames();
  const title = asset.name ?? asset.value ?? asset.handle ?? (asset.kind === 'term' ? t('assets.secret') : asset.id);
  const face = asset.kind === 'account' || asset.kind === 'person';
  return (
    <tr>
      <th scope="row">
        <span className={styles.lead}>
          {face && <Portrait avatar={asset.avatar} name={title} size={32} />}
          <span>
            <span className={styles.name}>{title}</span>
            {asset.aliases && <span className={styles.sub}>{asset.aliases.join(', ')}</span>}
            {asset.handle && <span className={`${styles.sub} mono`}>@{asset.handle}</span>}
          </span>
        </span>
      </th>
      <td>
        {t(`names.asset_${asset.kind}`)}
        {asset.role && <span className={styles.sub}>{names.assetRole(asset.role)}</span>}
      </td>
      <td>{[asset.network && names.network(asset.network), asset.place].filter(Boolean).join(' · ')}</td>
      <td className="mono">{asset.belongs_to}</td>
      <td className={styles.end}>
        <Link to="/incidents" search={{ asset: asset.id, status: 'all' }}>
          {t('assets.cases')}
          <span className="hidden"> {title}</span>
        </Link>
      </td>
    </tr>
  );
}
