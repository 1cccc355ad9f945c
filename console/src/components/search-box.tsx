// One box for everything: cases, posts and assets that speak of something.
import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { searchQuery } from '../api/queries';
import { useI18n } from '../i18n';
import styles from './search-box.module.css';
import { SeverityGlyph } from './severity';

export function SearchBox({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t, say } = useI18n();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const { data } = useQuery(searchQuery(q));
  const nothing = data && q.length > 1 && data.incidents.length + data.assets.length + data.items.length === 0;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      size="lg"
      padding={0}
      yOffset="12vh"
      centered={false}
      title={<span className="hidden">{t('nav.search')}</span>}
      styles={{ header: { position: 'absolute', minHeight: 0, padding: 0 } }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          void navigate({ to: '/incidents', search: { text: text.trim() } });
        }}
      >
        <TextInput
          data-autofocus
          size="lg"
          variant="unstyled"
          className={styles.input ?? ''}
          leftSection={<IconSearch size={20} />}
          placeholder={t('nav.search_hint')}
          aria-label={t('nav.search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </form>
      {data && q.length > 1 && (
        <div className={styles.results}>
          {data.incidents.length > 0 && <h2>{t('nav.incidents')}</h2>}
          {data.incidents.map((incident) => (
            <Link key={incident.id} to="/incidents/$id" params={{ id: incident.id }} className={styles.hit} onClick={onClose}>
              <SeverityGlyph severity={incident.severity} />
              <span>{say(incident.title)}</span>
              <span className="mono muted">{incident.id}</span>
            </Link>
          ))}
          {data.assets.length > 0 && <h2>{t('nav.assets')}</h2>}
          {data.assets.map((asset) => (
            <Link
              key={asset.id}
              to="/assets"
              search={{ kind: asset.kind, text: asset.name ?? asset.value ?? '' }}
              className={styles.hit}
              onClick={onClose}
            >
              <span>{asset.name ?? asset.value ?? asset.id}</span>
              <span className="muted">{t(`names.asset_${asset.kind}`)}</span>
            </Link>
          ))}
          {data.items.length > 0 && <h2>{t('nav.posts')}</h2>}
          {data.items.map(({ item, snippet }) => (
            <p key={`${item.network} ${item.id}`} className={styles.hit}>
              <span>{snippet || item.text}</span>
              <span className="muted">{item.author?.handle}</span>
            </p>
          ))}
          {nothing && <p className={styles.nothing}>{t('nav.search_nothing', { q })}</p>}
        </div>
      )}
    </Modal>
  );
}
