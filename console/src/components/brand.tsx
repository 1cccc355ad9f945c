import { SegmentedControl } from '@mantine/core';
import { useI18n } from '../i18n';
import styles from './shell.module.css';

export function Brand() {
  return (
    <span className={styles.brand}>
      <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M11.2 16 31 7v18z" fill="var(--mark)" />
        <circle cx="9.5" cy="16" r="6.5" fill="var(--accent)" />
        <circle cx="9.5" cy="16" r="2.5" fill="var(--bg)" />
      </svg>
      Vigie
    </span>
  );
}

export function LangSwitch({ onChange }: { onChange?: (lang: 'fr' | 'en') => void }) {
  const { lang, setLang, t } = useI18n();
  return (
    <SegmentedControl
      size="xs"
      role="radiogroup"
      aria-label={t('nav.language')}
      value={lang}
      onChange={(value) => {
        setLang(value as 'fr' | 'en');
        onChange?.(value as 'fr' | 'en');
      }}
      data={[
        { value: 'fr', label: 'FR' },
        { value: 'en', label: 'EN' },
      ]}
    />
  );
}
