// Severity is told three ways at once: by shape, by word, by colour. No one needs to see red to know what is critical.
import type { Severity } from '../api/types.gen';
import { useI18n } from '../i18n';
import styles from './severity.module.css';

const shapes: Record<Severity, React.ReactNode> = {
  critical: <path d="M8 .8 15.2 8 8 15.2.8 8zM7.2 4.2v4.9h1.6V4.2zm0 6v1.6h1.6v-1.6z" fillRule="evenodd" />,
  high: <path d="M8 1.6 15 14H1z" />,
  medium: <path d="M2.2 2.2h11.6v11.6H2.2z" />,
  low: <circle cx="8" cy="8" r="5.6" />,
  info: <path d="M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zm0 1.8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z" fillRule="evenodd" />,
};

export function SeverityGlyph({ severity, size = 14 }: { severity: Severity; size?: number }) {
  const { t } = useI18n();
  const label = t(`names.severity_${severity}`);
  return (
    <svg
      className={styles[severity]}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="currentColor"
      role="img"
      aria-label={label}
    >
      {shapes[severity]}
    </svg>
  );
}

export function SeverityTag({ severity }: { severity: Severity }) {
  const { t } = useI18n();
  return (
    <span className={`${styles.tag} ${styles[severity]}`}>
      <svg width={11} height={11} viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
        {shapes[severity]}
      </svg>
      {t(`names.severity_${severity}`)}
    </span>
  );
}
