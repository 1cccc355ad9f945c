// Why: each piece of evidence as a sentence, with a bar for how much it counts. Bars to the left speak against.
import type { Evidence, Finding } from '../api/types.gen';
import { useI18n } from '../i18n';
import { percent } from '../lib/time';
import styles from './evidence.module.css';
import { useNames } from './names';
import { SeverityTag } from './severity';

// Quotes in the sentence that are exact words of the item stand out.
function Sentence({ evidence }: { evidence: Evidence }) {
  const { say } = useI18n();
  const text = say(evidence.says);
  const words = [...new Set((evidence.spans ?? []).map((span) => span.text))].filter((word) => word.length > 1);
  const word = words.find((w) => text.includes(w));
  if (!word) return <>{text}</>;
  const [before, ...rest] = text.split(word);
  return (
    <>
      {before}
      <mark>{word}</mark>
      {rest.join(word)}
    </>
  );
}

export function EvidenceList({ evidence }: { evidence: Evidence[] }) {
  const { t } = useI18n();
  const top = Math.max(1, ...evidence.map((e) => Math.abs(e.weight)));
  return (
    <ol className={styles.list}>
      {evidence.map((e) => {
        const share = Math.abs(e.weight) / top;
        const strength = share > 0.66 ? 'strong' : share > 0.33 ? 'medium' : 'weak';
        return (
          <li key={e.code + e.says.en} className={styles.row}>
            <span className={styles.meter} title={t(e.weight < 0 ? 'incident.against' : `incident.weight_${strength}`)}>
              <span
                className={`${styles.fill} ${e.weight < 0 ? styles.against : ''}`}
                style={{ width: `${Math.max(6, share * 100)}%` }}
              />
              <span className="hidden">{t(e.weight < 0 ? 'incident.against' : `incident.weight_${strength}`)}</span>
            </span>
            <span>
              <Sentence evidence={e} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

export function FindingHead({ finding }: { finding: Finding }) {
  const { t, lang } = useI18n();
  const names = useNames();
  return (
    <p className={styles.findingHead}>
      <SeverityTag severity={finding.severity} />
      <strong>{names.kind(finding.detector)}</strong>
      <span className="muted num">{t('incident.sure', { p: percent(finding.score, lang) })}</span>
    </p>
  );
}
