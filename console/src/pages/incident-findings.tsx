import type { Finding, IncidentDetail, Item } from '../api/types.gen';
import { Ago, Section } from '../components/bits';
import { EvidenceList, FindingHead } from '../components/evidence';
import { useNames } from '../components/names';
import { useI18n } from '../i18n';
import { cut, itemOf, spansOf } from '../lib/spans';
import styles from './incident.module.css';

// The post itself, with the words that speak for the finding marked.
function Post({ item, finding }: { item: Item; finding: Finding }) {
  const names = useNames();
  let at = 0;
  return (
    <blockquote className={styles.post}>
      <p className={styles.postHead}>
        {names.item(item.kind)} · <span className="mono">@{item.author?.handle ?? item.author?.id ?? ''}</span>
        {item.created_at && (
          <>
            {' · '}
            <Ago time={item.created_at} />
          </>
        )}
      </p>
      {cut(item.text ?? '', spansOf(finding.evidence, 'text')).map((part) => {
        const key = at;
        at += part.text.length;
        return part.span ? <mark key={key}>{part.text}</mark> : <span key={key}>{part.text}</span>;
      })}
    </blockquote>
  );
}

export function Findings({ data }: { data: IncidentDetail }) {
  const { t, say } = useI18n();
  return (
    <Section title={t('incident.why')} aside={t('incident.findings', { n: data.incident.findings })}>
      {data.findings.map((finding) => {
        const item = itemOf(data.items, finding.item);
        return (
          <article key={finding.id} className={styles.finding}>
            <FindingHead finding={finding} />
            <p className={styles.findingTitle}>
              {say(finding.title)} <span className="small muted">· </span>
              <span className="small muted">
                <Ago time={finding.at} />
              </span>
            </p>
            {item?.text && item.kind !== 'account' && <Post item={item} finding={finding} />}
            <EvidenceList evidence={finding.evidence} />
          </article>
        );
      })}
    </Section>
  );
}
