// One case: who imitates whom, why we think so, what the policy asks of whom and by when, and everything that happened.
import { Button, Menu } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconChevronDown, IconExternalLink, IconRotateClockwise } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../api/client';
import { incidentQuery, sessionQuery, useAct, usersQuery } from '../api/queries';
import type { Incident, IncidentDetail, Severity, Verdict } from '../api/types.gen';
import { AllowDialog } from '../components/allow-dialog';
import { Ago, Empty, Kbd, Loading, Section, Tag, Trouble } from '../components/bits';
import { CloseDialog, type StepChoice, StepDialog } from '../components/case-dialogs';
import { useNames } from '../components/names';
import { SeverityGlyph, SeverityTag } from '../components/severity';
import { SideBySide } from '../components/side-by-side';
import { TakedownSteps } from '../components/takedown-steps';
import { undoLast, useToasts } from '../components/toast';
import { useI18n } from '../i18n';
import { useKeys } from '../lib/keys';
import { duration } from '../lib/time';
import { incidentRoute } from '../router';
import styles from './incident.module.css';
import { Findings } from './incident-findings';
import { Steps } from './incident-steps';
import { ClaimCard } from './incident-story';
import { Timeline } from './incident-timeline';

const verdicts = ['confirmed', 'false_alarm', 'harmless'] as const satisfies Verdict[];

function Verdicts({ incident, onSay }: { incident: Incident; onSay: (verdict: Verdict) => void }) {
  const { t } = useI18n();
  return (
    <fieldset className={styles.verdicts}>
      <legend>{t('incident.verdict')}</legend>
      {verdicts.map((verdict) => (
        <button
          key={verdict}
          type="button"
          aria-pressed={incident.verdict === verdict}
          onClick={() => onSay(incident.verdict === verdict ? 'none' : verdict)}
        >
          {incident.verdict === verdict && <IconCheck size={14} aria-hidden="true" />}
          {t(`names.verdict_${verdict}`)}
        </button>
      ))}
    </fieldset>
  );
}

function Facts({ incident }: { incident: Incident }) {
  const { t, lang } = useI18n();
  const span = (from: string, to?: string): string | null =>
    to ? duration((Date.parse(to) - Date.parse(from)) / 1000, lang) : null;
  const facts = [
    ['incident.took_detect', span(incident.first_seen, incident.opened_at)],
    ['incident.took_action', span(incident.opened_at, incident.acted_at)],
    ['incident.took_gone', span(incident.opened_at, incident.gone_at)],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([key, value]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd className="num">{value ?? t('incident.not_yet')}</dd>
        </div>
      ))}
    </dl>
  );
}

function Body({ data }: { data: IncidentDetail }) {
  const { t, say } = useI18n();
  const names = useNames();
  const { incident } = data;
  const act = useAct();
  const toast = useToasts();
  const { data: session } = useQuery(sessionQuery);
  const { data: users } = useQuery(usersQuery);
  const [closing, setClosing] = useState<string[]>([]);
  const [step, setStep] = useState<StepChoice | null>(null);
  const [allowing, setAllowing] = useState(false);
  const open = incident.status !== 'closed';
  const may = session?.user.role !== 'reader';
  const run = (name: Parameters<typeof act.mutate>[0]['act'], args: Record<string, unknown>, words: string) =>
    act.mutate({ id: incident.id, act: name, args }, { onSuccess: () => toast.done(words), onError: toast.failed });
  const take = () => run('take', {}, t('queue.taken', { n: 1 }));
  const approval = data.steps.find((s) => s.state === 'awaiting_approval');

  useKeys(
    {
      t: take,
      e: () => open && setClosing([incident.id]),
      a: () => approval && setStep({ incident: incident.id, key: approval.plan.key, act: 'approve' }),
      l: () => setAllowing(true),
      u: () => undoLast(),
    },
    may,
  );

  return (
    <>
      <Link to="/incidents" className={styles.back}>
        <IconArrowLeft size={15} aria-hidden="true" /> {t('nav.incidents')}
      </Link>
      <header className={styles.head}>
        <p className={styles.tags}>
          <SeverityTag severity={incident.severity} />
          <span className="mono">{incident.id}</span>
          <span>{names.kind(incident.kind)}</span>
          {incident.culprit.network && <span>{names.network(incident.culprit.network)}</span>}
          <Tag tone={incident.status === 'closed' ? 'ok' : incident.status === 'open' ? 'accent' : 'plain'}>
            {t(`names.status_${incident.status}`)}
          </Tag>
          {incident.close_cause && <span>{t(`names.cause_${incident.close_cause}`)}</span>}
          <span>
            {t('incident.opened')} <Ago time={incident.opened_at} />
          </span>
        </p>
        <h1 className={styles.title}>{say(incident.title)}</h1>
        {may && (
          <div className={styles.actions}>
            {open && incident.owner !== session?.user.name && (
              <Button variant="default" onClick={take} rightSection={<Kbd>t</Kbd>}>
                {t('queue.take')}
              </Button>
            )}
            {open ? (
              <Button variant="default" onClick={() => setClosing([incident.id])} rightSection={<Kbd>e</Kbd>}>
                {t('queue.close')}
              </Button>
            ) : (
              <Button
                variant="default"
                leftSection={<IconRotateClockwise size={16} />}
                onClick={() => run('reopen', {}, t('incident.reopened'))}
              >
                {t('incident.reopen')}
              </Button>
            )}
            <Menu>
              <Menu.Target>
                <Button variant="default" rightSection={<IconChevronDown size={14} />}>
                  {incident.owner ? t('incident.owner', { owner: incident.owner }) : t('queue.assign')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {(users?.rows ?? []).map((user) => (
                  <Menu.Item
                    key={user.name}
                    onClick={() => run('assign', { owner: user.name }, t('queue.assigned', { n: 1, owner: user.name }))}
                  >
                    {user.name}
                  </Menu.Item>
                ))}
                <Menu.Divider />
                <Menu.Item onClick={() => run('assign', { owner: '' }, t('queue.assigned', { n: 1, owner: t('queue.nobody') }))}>
                  {t('queue.nobody')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <Menu>
              <Menu.Target>
                <Button variant="default" rightSection={<IconChevronDown size={14} />}>
                  {t('queue.severity')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {(['critical', 'high', 'medium', 'low', 'info'] as Severity[]).map((severity) => (
                  <Menu.Item
                    key={severity}
                    leftSection={<SeverityGlyph severity={severity} />}
                    onClick={() => run('severity', { severity }, t('queue.severity_set', { n: 1 }))}
                  >
                    {t(`names.severity_${severity}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            <Button variant="default" onClick={() => setAllowing(true)} rightSection={<Kbd>l</Kbd>} data-testid="allow">
              {t('noise.allow_dots')}
            </Button>
            <Verdicts incident={incident} onSay={(verdict) => run('verdict', { verdict }, t('incident.verdict_said'))} />
          </div>
        )}
      </header>

      <div className={styles.columns}>
        <div className={styles.column}>
          {data.story && <ClaimCard card={data.story} />}
          {data.real && data.fake && <SideBySide real={data.real} fake={data.fake} />}
          {data.findings[0]?.item.url && (
            <p className={styles.outside}>
              <a href={data.findings[0].item.url} target="_blank" rel="noopener noreferrer nofollow">
                {t('incident.see_there', { network: names.network(incident.culprit.network ?? '') })}{' '}
                <IconExternalLink size={14} aria-hidden="true" />
              </a>{' '}
              <span className="muted">{t('incident.see_there_help')}</span>
            </p>
          )}
          <Findings data={data} />
        </div>
        <div className={styles.column}>
          <Steps data={data} may={may && open} onStep={setStep} />
          {data.takedowns.length > 0 && (
            <Section title={t('incident.takedown')}>
              {data.takedowns.map((takedown) => (
                <TakedownSteps key={takedown.id} takedown={takedown} />
              ))}
            </Section>
          )}
          <Section title={t('incident.pace')}>
            <Facts incident={incident} />
          </Section>
          <Timeline data={data} may={may} onNote={(text) => act.mutateAsync({ id: incident.id, act: 'note', args: { text } })} />
        </div>
      </div>
      <CloseDialog ids={closing} onClose={() => setClosing([])} />
      <AllowDialog
        opened={allowing}
        who={{
          incident: incident.id,
          label: incident.culprit.display || incident.culprit.handle || incident.culprit.id || incident.id,
          detector: data.findings[0]?.detector,
        }}
        onClose={() => setAllowing(false)}
      />
      <StepDialog choice={step} onClose={() => setStep(null)} />
    </>
  );
}

export function IncidentPage() {
  const { t } = useI18n();
  const { id } = incidentRoute.useParams();
  const { data, error, refetch } = useQuery(incidentQuery(id));
  if (error instanceof ApiError && error.status === 404)
    return (
      <Empty title={t('incident.unknown', { id })} action={<Link to="/incidents">{t('incident.to_queue')}</Link>}>
        {t('incident.unknown_help')}
      </Empty>
    );
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Body data={data} />;
}
