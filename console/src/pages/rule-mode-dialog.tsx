// Changing the mode of a rule, with a reason. Letting it raise findings shows first what it would have raised in a week.
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Rule, RuleMode } from '../api/types.gen';
import { backtestRule, refreshRules, setRuleMode } from '../api/watches';
import { Loading, Trouble } from '../components/bits';
import dialogs from '../components/case-dialogs.module.css';
import { useToasts } from '../components/toast';
import { useI18n } from '../i18n';
import { number, percent } from '../lib/time';
import styles from './rules.module.css';

type Props = { rule: Rule; mode: RuleMode | undefined; onClose: () => void };

export function ModeDialog({ rule, mode, onClose }: Props) {
  const { t } = useI18n();
  return (
    <Modal
      opened={mode !== undefined}
      onClose={onClose}
      title={mode ? t(`rules.to_${mode}`, { name: rule.name }) : ''}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {mode && <Form rule={rule} mode={mode} onClose={onClose} />}
    </Modal>
  );
}

const week = 168;

function Form({ rule, mode, onClose }: { rule: Rule; mode: RuleMode; onClose: () => void }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const toast = useToasts();
  const [why, setWhy] = useState('');
  const set = useMutation({
    mutationFn: () => setRuleMode(rule.name, mode, why.trim()),
    onSuccess: () => {
      const before = rule.mode;
      toast.done(t(`rules.now_${mode}`, { name: rule.name }), async () => {
        await setRuleMode(rule.name, before, t('rules.undo_why'));
        refreshRules(client);
      });
      onClose();
    },
    onError: toast.failed,
    onSettled: () => refreshRules(client),
  });
  return (
    <form
      className={dialogs.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() !== '') set.mutate();
      }}
    >
      <p className="muted">{t(`rules.mode_help_${mode}`)}</p>
      {mode === 'live' && <Week rule={rule} />}
      <Textarea
        label={t('rules.why')}
        description={t('common.why_help')}
        required
        data-autofocus
        autosize
        minRows={2}
        maxLength={2000}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <div className={dialogs.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={set.isPending} disabled={why.trim() === ''} data-testid="confirm-mode">
          {t(mode === 'live' ? 'rules.promote' : 'rules.set')}
        </Button>
      </div>
    </form>
  );
}

function Week({ rule }: { rule: Rule }) {
  const { t, lang } = useI18n();
  const { data, error } = useQuery({
    queryKey: ['backtest', rule.name, rule.effective.condition, week],
    staleTime: 60_000,
    retry: false,
    queryFn: () => backtestRule(rule.name, week, undefined),
  });
  if (error) return <Trouble error={error} />;
  if (!data) return <Loading />;
  const { matched, precision, verdicts } = data.current;
  return (
    <div className={styles.summary} data-testid="week">
      <p>
        <b className="num">{t('rules.week_matched', { n: matched })}</b> {t('rules.week_looked', { n: data.looked_at })}
      </p>
      <p className="small">
        {precision === null
          ? t('rules.week_unjudged')
          : t('rules.week_precision', {
              p: percent(precision, lang),
              confirmed: number(verdicts.confirmed, lang),
              wrong: number(verdicts.false_alarm + verdicts.harmless, lang),
            })}
      </p>
    </div>
  );
}
