import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Finding, IncidentDetail, Item } from '../api/types.gen';
import { Ago, Section } from '../components/bits';
import { EvidenceList, FindingHead } from '../components/evidence';
import { useNames } from '../components/names';
import { Prints } from '../components/prints';
import { Visits } from '../components/visits';
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

// What is read before coffee: the strongest finding of each kind, then as many as make `few`; the rest on demand.
const few = 3;
function strongestFirst(findings: Finding[]): Finding[] {
  const sorted = [...findings].sort((a, b) => b.score - a.score);
  const leads = sorted.filter((f, i) => sorted.findIndex((g) => g.detector === f.detector) === i);
  return [...leads, ...sorted.filter((f) => !leads.includes(f))];
}

export function Findings({ data }: { data: IncidentDetail }) {
  const { t, say } = useI18n();
  const [all, setAll] = useState(false);
  const findings = strongestFirst(data.findings);
  // Several findings may rest on one page: its visits stand under the first.
  const shownBefore = (finding: Finding): boolean =>
    findings.findIndex((f) => f.item.network === finding.item.network && f.item.id === finding.item.id) <
    findings.indexOf(finding);
  const hidden = all ? 0 : Math.max(0, findings.length - few);
  return (
    <Section title={t('incident.why')} aside={t('incident.findings', { n: data.incident.findings })}>
      {findings.slice(0, findings.length - hidden).map((finding) => {
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
            {finding.evidence.some((e) => e.code.startsWith('picture.')) && <Prints real={data.real} fake={finding.account} />}
            {item?.visits && item.visits.length > 0 && !shownBefore(finding) && <Visits visits={item.visits} />}
          </article>
        );
      })}
      {hidden > 0 && (
        <Button variant="default" onClick={() => setAll(true)}>
          {t('incident.more_findings', { n: hidden })}
        </Button>
      )}
    </Section>
  );
}
