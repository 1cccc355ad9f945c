// The claim card: what is said, since when, by whom first, who asks and contests, what the house says, and where it goes.
import type { StoryCard, StoryVoices } from '../api/types.gen';
import { Ago, Section } from '../components/bits';
import { VolumeChart } from '../components/volume';
import { useI18n } from '../i18n';
import { clock } from '../lib/time';
import styles from './incident-story.module.css';

const shown = 5;

function Voices({ voices }: { voices: StoryVoices }) {
  const { t } = useI18n();
  return (
    <>
      {t('incident.story_voices', { n: voices.count })}
      {voices.names.length > 0 && (
        <span className="small muted">
          {' '}
          {voices.names
            .slice(0, shown)
            .map((name) => `@${name}`)
            .join(', ')}
          {voices.count > shown && '…'}
        </span>
      )}
    </>
  );
}

function Volume({ card }: { card: StoryCard }) {
  const { t, lang } = useI18n();
  const points = card.volume.map(([at, posts]) => [Date.parse(String(at)), Number(posts)] as const);
  const first = points[0]?.[0];
  if (first === undefined) return null;
  const quarter = 15 * 60 * 1000;
  const last = points[points.length - 1]?.[0] ?? first;
  const bars = new Array<number>(Math.round((last - first) / quarter) + 1).fill(0);
  for (const [at, posts] of points) bars[Math.round((at - first) / quarter)] = posts;
  if (bars.length < 2) return null;
  return (
    <VolumeChart
      now={bars}
      labels={(i) => clock(new Date(first + i * quarter).toISOString(), lang)}
      marks={[0, Math.floor(bars.length / 2), bars.length]}
      summary={t('incident.story_chart', { n: Math.max(...bars) })}
      captions={[t('incident.story_posts')]}
    />
  );
}

export function ClaimCard({ card }: { card: StoryCard }) {
  const { t, say } = useI18n();
  const { forecast, fact, official_position: official } = card;
  return (
    <Section title={t('incident.story')} aside={card.kind === 'disputed_claim' ? t('incident.story_disputed') : undefined}>
      {card.statement && <blockquote className={styles.said}>{card.statement}</blockquote>}
      <dl className={styles.card}>
        <dt>{t('incident.story_since')}</dt>
        <dd>
          <Ago time={card.since} /> · {t('incident.story_first')} <span className="mono">@{card.first_author}</span>
        </dd>
        <dt>{t('incident.story_spread')}</dt>
        <dd>{t('incident.story_spread_value', { posts: card.posts, authors: card.authors })}</dd>
        {card.places.length > 0 && (
          <>
            <dt>{t('incident.story_places')}</dt>
            <dd>{card.places.map((place) => place.place).join(', ')}</dd>
          </>
        )}
        {card.questioned_by && (
          <>
            <dt>{t('incident.story_asked')}</dt>
            <dd>
              <Voices voices={card.questioned_by} />
            </dd>
          </>
        )}
        {card.denied_by && (
          <>
            <dt>{t('incident.story_denied')}</dt>
            <dd>
              <Voices voices={card.denied_by} />
            </dd>
          </>
        )}
        {card.together.count > 0 && (
          <>
            <dt>{t('incident.story_together')}</dt>
            <dd>{t('incident.story_together_value', { n: card.together.count })}</dd>
          </>
        )}
        <dt>{t('incident.story_official')}</dt>
        <dd>
          {official ? (
            <>
              {official.text}{' '}
              <span className="small muted">
                @{official.author} · <Ago time={official.at} />
              </span>
            </>
          ) : (
            t('incident.story_none')
          )}
        </dd>
        {fact && (
          <>
            <dt>{t('incident.story_fact')}</dt>
            <dd>
              {say(fact.statement)}{' '}
              <span className="small muted">
                {fact.sources.join(', ')} · {t('incident.story_fact_since', { day: fact.since })}
              </span>
            </dd>
          </>
        )}
        {forecast && (
          <>
            <dt>{t('incident.story_forecast')}</dt>
            <dd>
              {t('incident.story_forecast_value', { size: forecast.size, low: forecast.low, high: forecast.high })}
              <br />
              {t('incident.story_passes', { p: Math.round(forecast.passes * 100) })}
            </dd>
          </>
        )}
      </dl>
      <Volume card={card} />
    </Section>
  );
}
