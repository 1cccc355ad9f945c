// A takedown's way: drafted → approved → sent → acknowledged → gone; refused, back again and cancelled leave the road visibly.
import { IconArrowBackUp, IconBan, IconCheck, IconX } from '@tabler/icons-react';
import type { Takedown, TakedownState } from '../api/types.gen';
import { useI18n } from '../i18n';
import { Ago } from './bits';
import { useNames } from './names';
import { TakedownMarks } from './takedown-marks';
import styles from './takedown-steps.module.css';

const road: TakedownState[] = ['drafted', 'approved', 'sent', 'acknowledged', 'gone'];

// How far along the road a state is, and whether it left it there.
export function progress(takedown: Takedown): { at: number; off?: TakedownState } {
  const at = road.indexOf(takedown.state);
  if (at >= 0) return { at };
  if (takedown.state === 'back_again') return { at: 3, off: 'back_again' };
  if (takedown.state === 'appealed') return { at: 3, off: 'appealed' };
  if (takedown.state === 'refused') return { at: takedown.sent_at ? 3 : 2, off: 'refused' };
  return { at: takedown.sent_at ? 2 : takedown.approved_by ? 1 : 0, off: 'cancelled' };
}

export function TakedownSteps({ takedown }: { takedown: Takedown }) {
  const { t } = useI18n();
  const names = useNames();
  const { at, off } = progress(takedown);
  return (
    <div className={styles.takedown}>
      {takedown.subject.handle && <p className={`mono ${styles.facts}`}>@{takedown.subject.handle}</p>}
      <ol className={styles.road} aria-label={t('incident.takedown_state', { state: t(`names.takedown_${takedown.state}`) })}>
        {road.map((state, i) => {
          const shown = off && i === at ? off : state;
          const passed = i < at || (i === at && state === 'gone');
          const kind = off && i === at ? styles.off : passed ? styles.passed : i === at ? styles.current : '';
          return (
            <li key={state} className={`${styles.stop} ${kind}`} aria-current={i === at ? 'step' : undefined}>
              <span className={styles.knob} aria-hidden="true">
                {off && i === at ? (
                  off === 'back_again' || off === 'appealed' ? (
                    <IconArrowBackUp size={12} />
                  ) : off === 'refused' ? (
                    <IconX size={12} />
                  ) : (
                    <IconBan size={12} />
                  )
                ) : passed ? (
                  <IconCheck size={12} />
                ) : null}
              </span>
              <span className={styles.word}>{t(`names.takedown_${shown}`)}</span>
            </li>
          );
        })}
      </ol>
      <p className={styles.facts}>
        <span>{t('incident.desk', { desk: names.network(takedown.desk), reason: names.reason(takedown.reason) })}</span>
        {takedown.reference && <span className="mono">{t('incident.reference', { reference: takedown.reference })}</span>}
        {takedown.sent_at && (
          <span>
            {t('incident.sent')} <Ago time={takedown.sent_at} />
          </span>
        )}
        {takedown.checked_at && (
          <span>
            {t('incident.checked', { n: takedown.checks })} <Ago time={takedown.checked_at} />
          </span>
        )}
        {takedown.next_check_at && takedown.state !== 'gone' && (
          <span>
            {t('incident.next_check')} <Ago time={takedown.next_check_at} />
          </span>
        )}
      </p>
      {takedown.error && <p className={styles.error}>{takedown.error}</p>}
      <TakedownMarks takedown={takedown} />
    </div>
  );
}
