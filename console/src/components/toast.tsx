// What was done, and the way back. An undo stays on screen long enough to be read and reached.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { bulk, refreshCases } from '../api/queries';
import type { Bulk } from '../api/types.gen';
import { useI18n } from '../i18n';
import { errorWords } from './bits';

let lastUndo: (() => void) | null = null;

export function undoLast(): void {
  lastUndo?.();
}

export function useToasts() {
  const { t } = useI18n();
  const client = useQueryClient();

  const failed = useCallback(
    (error: unknown) => {
      const { message, help } = errorWords(error, t);
      notifications.show({
        color: 'red',
        title: message,
        message: help,
        autoClose: 12_000,
        closeButtonProps: { 'aria-label': t('common.close') },
      });
    },
    [t],
  );

  const done = useCallback(
    (message: string, undo: Bulk[] | (() => Promise<unknown>) = []) => {
      const undoable = typeof undo === 'function' || undo.length > 0;
      const id = `done-${Math.random().toString(36).slice(2)}`;
      const back = async () => {
        lastUndo = null;
        notifications.hide(id);
        try {
          if (typeof undo === 'function') await undo();
          else for (const order of undo) await bulk(order);
          notifications.show({
            message: t('common.undone'),
            autoClose: 4000,
            closeButtonProps: { 'aria-label': t('common.close') },
          });
        } catch (error) {
          failed(error);
        }
        refreshCases(client);
      };
      lastUndo = undoable ? () => void back() : null;
      notifications.show({
        id,
        autoClose: undoable ? 15_000 : 4000,
        closeButtonProps: { 'aria-label': t('common.close') },
        message: (
          <span style={{ display: 'flex', gap: 16, alignItems: 'center', justifyContent: 'space-between' }}>
            <span>{message}</span>
            {undoable && (
              <Button size="compact-sm" variant="light" onClick={() => void back()} data-testid="undo">
                {t('common.undo')}
              </Button>
            )}
          </span>
        ),
      });
    },
    [client, failed, t],
  );

  return { done, failed };
}
