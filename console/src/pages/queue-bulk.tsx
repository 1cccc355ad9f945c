import { Button, CloseButton, Menu } from '@mantine/core';
import { IconChevronUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { usersQuery } from '../api/queries';
import type { Severity } from '../api/types.gen';
import { SeverityGlyph } from '../components/severity';
import { useI18n } from '../i18n';
import styles from './queue.module.css';

type Props = {
  count: number;
  total: number;
  countWords: string;
  allWords: string;
  onAll: () => void;
  onNone: () => void;
  onTake: () => void;
  onClose: () => void;
  onAssign: (owner: string) => void;
  onSeverity: (severity: Severity) => void;
};

export function BulkBar({ count, total, countWords, allWords, onAll, onNone, onTake, onClose, onAssign, onSeverity }: Props) {
  const { t } = useI18n();
  const { data: users } = useQuery(usersQuery);
  return (
    <div className={styles.bulk} role="toolbar" aria-label={countWords}>
      <strong className="num" aria-live="polite">
        {countWords}
      </strong>
      {count < total && (
        <Button variant="subtle" size="xs" onClick={onAll}>
          {allWords}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={onTake}>
        {t('queue.take')}
      </Button>
      <Menu position="top">
        <Menu.Target>
          <Button size="xs" variant="default" rightSection={<IconChevronUp size={14} />}>
            {t('queue.assign')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(users?.rows ?? []).map((user) => (
            <Menu.Item key={user.name} onClick={() => onAssign(user.name)}>
              {user.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => onAssign('')}>{t('queue.nobody')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Menu position="top">
        <Menu.Target>
          <Button size="xs" variant="default" rightSection={<IconChevronUp size={14} />}>
            {t('queue.severity')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['critical', 'high', 'medium', 'low', 'info'] as const).map((severity) => (
            <Menu.Item key={severity} leftSection={<SeverityGlyph severity={severity} />} onClick={() => onSeverity(severity)}>
              {t(`names.severity_${severity}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="xs" onClick={onClose} data-testid="bulk-close">
        {t('queue.close')}
      </Button>
      <CloseButton onClick={onNone} aria-label={t('queue.select_none')} />
    </div>
  );
}
