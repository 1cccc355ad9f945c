// Who did what to one thing and why, newest first.
import type { AuditEntry } from '../api/types.gen';
import { useI18n } from '../i18n';
import incident from '../pages/incident.module.css';
import { Ago } from './bits';
import { useNames } from './names';

export function History({ entries }: { entries: AuditEntry[] }) {
  const { t, say } = useI18n();
  const names = useNames();
  return (
    <ol className={incident.timeline}>
      {entries.map((entry) => (
        <li key={entry.seq} className={`${incident.event} ${incident.human}`}>
          <p>{say(entry.says)}</p>
          <span className={incident.eventMeta}>
            {names.actor(entry.actor)} · <Ago time={entry.at} />
          </span>
          {entry.why && <p className={incident.eventWhy}>{t('incident.because', { why: entry.why })}</p>}
        </li>
      ))}
    </ol>
  );
}
