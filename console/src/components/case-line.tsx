// One case in a list: how bad, what, who, when. The whole line is the link.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Incident } from '../api/types.gen';
import { useI18n } from '../i18n';
import { Ago } from './bits';
import styles from './case-line.module.css';
import { useNames } from './names';
import { SeverityGlyph } from './severity';

export function CaseLine({ incident, children, fresh = false }: { incident: Incident; children?: ReactNode; fresh?: boolean }) {
  const { say } = useI18n();
  const names = useNames();
  return (
    <div className={`${styles.line} ${fresh ? styles.fresh : ''}`}>
      <span className={styles.glyph}>
        <SeverityGlyph severity={incident.severity} />
      </span>
      <div className={styles.body}>
        <Link to="/incidents/$id" params={{ id: incident.id }} className={styles.title}>
          {say(incident.title)}
        </Link>
        <p className={styles.meta}>
          <span className="mono">{incident.id}</span>
          <span>{names.kind(incident.kind)}</span>
          {incident.culprit.network && <span>{names.network(incident.culprit.network)}</span>}
          {!children && <Ago time={incident.opened_at} />}
        </p>
      </div>
      {children && <div className={styles.aside}>{children}</div>}
    </div>
  );
}
