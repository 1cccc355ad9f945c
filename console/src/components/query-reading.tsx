// What the server read in a query: its problems with their remedies, or what it matches and what it costs.
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import type { QueryPlan, QueryProblem, Text } from '../api/types.gen';
import { useI18n } from '../i18n';
import { type Place, placeIn } from '../lib/bytes';
import { percent, rounded } from '../lib/time';
import { Tag } from './bits';
import styles from './query-reading.module.css';

type ProblemsProps = {
  query: string;
  problems: QueryProblem[];
  stale?: boolean;
  onFix?: (place: Place, instead: string) => void;
  onGo?: (place: Place) => void;
};

export function QueryProblems({ query, problems, stale = false, onFix, onGo }: ProblemsProps) {
  const { t, say } = useI18n();
  const lines = query.includes('\n');
  return (
    <ul className={`${styles.problems} ${stale ? styles.stale : ''}`}>
      {problems.map((problem) => {
        const place = placeIn(query, problem.place);
        const before = query.slice(0, place.begin).split('\n');
        const column = [...(before.at(-1) ?? '')].length + 1;
        const where = lines ? t('query.at_line', { line: before.length, n: column }) : t('query.at', { n: column });
        const Icon = problem.level === 'error' ? IconAlertCircle : IconAlertTriangle;
        return (
          <li
            key={`${problem.code} ${problem.place.begin} ${problem.place.end}`}
            className={`${styles.problem} ${problem.level === 'warning' ? styles.warning : ''}`}
          >
            <Icon size={17} role="img" aria-label={t(`query.level_${problem.level}`)} />
            <p>
              <span className={styles.says}>{say(problem.says)}</span>{' '}
              {onGo ? (
                <button type="button" className={styles.place} onClick={() => onGo(place)} disabled={stale}>
                  {where}
                </button>
              ) : (
                <span className="small">{where}</span>
              )}
            </p>
            {say(problem.help) && <p className={styles.help}>{say(problem.help)}</p>}
            {onFix && problem.instead !== '' && (
              <button
                type="button"
                className={styles.fix}
                disabled={stale}
                onClick={() => onFix(place, problem.instead)}
                data-testid="fix"
              >
                {t('query.fix')} <code className="mono">{problem.instead}</code>
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

// "1 % ", or "1 in 240,000" for what is rare.
export function useShare(): (share: number) => string {
  const { t, lang } = useI18n();
  return (share) => {
    if (share <= 0) return t('query.share_none');
    if (share >= 0.01) return t('query.share_percent', { p: percent(share, lang) });
    return t('query.share_one_in', { n: rounded(1 / share, lang) });
  };
}

// Light: free beside reading the post. Heavy: a tenth of a core at a thousand posts a second or so.
function weight(ns: number): 'light' | 'medium' | 'heavy' {
  return ns < 100 ? 'light' : ns < 2000 ? 'medium' : 'heavy';
}

export function QueryMeaning({ query, says, plan }: { query: string; says?: Text | undefined; plan?: QueryPlan | undefined }) {
  const { t, say, lang } = useI18n();
  const share = useShare();
  const dearest = plan ? dearestOf(plan) : undefined;
  const part = dearest && placeIn(query, dearest.place);
  const load = plan && weight(plan.cost_ns);
  return (
    <div className={styles.meaning}>
      {says && say(says) && <p className={styles.words}>{say(says)}</p>}
      {plan && plan.touched === 0 && plan.anchors.length === 0 && <p>{t('query.matches_nothing')}</p>}
      {plan && load && (plan.touched > 0 || plan.anchors.length > 0) && (
        <div className={styles.facts}>
          <Tag tone={load === 'light' ? 'ok' : load === 'medium' ? 'warn' : 'bad'}>{t(`query.cost_${load}`)}</Tag>
          <span>{t('query.looked_at', { share: share(plan.touched) })}</span>
          <span>
            {plan.anchors.length > 0 ? (
              <>
                {t('query.anchors')} <b>{plan.anchors.slice(0, 6).join(', ')}</b>
                {plan.anchors.length > 6 && '…'}
              </>
            ) : (
              t('query.no_anchor')
            )}
          </span>
          <span className="num">{t('query.cost_ns', { n: rounded(plan.cost_ns, lang) })}</span>
          {part && (
            <span>
              {t('query.dearest')} <code className={`mono ${styles.dear}`}>{query.slice(part.begin, part.end)}</code>
            </span>
          )}
        </div>
      )}
    </div>
  );
}

// Worth marking only where there is a choice and it weighs.
export function dearestOf(plan: QueryPlan): QueryPlan['clauses'][number] | undefined {
  const [first, second] = plan.clauses;
  return first && second && plan.cost_ns >= 1 ? first : undefined;
}
