import { Modal } from '@mantine/core';
import { Fragment } from 'react';
import { type Key, useI18n } from '../i18n';
import { Kbd } from './bits';
import styles from './key-help.module.css';

const keys: [string[], Key][] = [
  [['j', '↓'], 'nav.key_next'],
  [['k', '↑'], 'nav.key_previous'],
  [['↵'], 'nav.key_open'],
  [['x'], 'nav.key_select'],
  [['t'], 'nav.key_take'],
  [['a'], 'nav.key_approve'],
  [['e'], 'nav.key_close'],
  [['l'], 'nav.key_allow'],
  [['u'], 'nav.key_undo'],
  [['r'], 'nav.key_refresh'],
  [['n'], 'nav.key_new'],
  [['e'], 'nav.key_edit'],
  [['Ctrl', '␣'], 'nav.key_suggest'],
  [['Ctrl', '↵'], 'nav.key_try'],
  [['Ctrl', 's'], 'nav.key_save'],
  [['f'], 'nav.key_freeze'],
  [['/'], 'nav.key_search'],
  [['?'], 'nav.key_help'],
];

export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Modal opened={opened} onClose={onClose} title={t('nav.keys')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <dl className={styles.keys}>
        {keys.map(([names, what]) => (
          <Fragment key={what}>
            <dt>
              {names.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dt>
            <dd>{t(what)}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
