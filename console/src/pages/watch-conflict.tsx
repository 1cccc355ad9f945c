// Somebody saved meanwhile: both texts side by side, and the choice.
import { Button } from '@mantine/core';
import type { Watch } from '../api/types.gen';
import { Ago } from '../components/bits';
import { useI18n } from '../i18n';
import { compare, type Piece } from '../lib/diff';
import styles from './watch-editor.module.css';

function Version({ title, pieces }: { title: string; pieces: Piece[] }) {
  let at = 0;
  return (
    <div className={styles.version}>
      <strong>{title}</strong>
      {pieces.map((piece) => {
        const key = at;
        at += piece.text.length;
        return piece.differs ? <mark key={key}>{piece.text}</mark> : <span key={key}>{piece.text}</span>;
      })}
    </div>
  );
}

type Props = { theirs: Watch; mine: string; onMine: () => void; onTheirs: () => void };

export function Conflict({ theirs, mine, onMine, onTheirs }: Props) {
  const { t } = useI18n();
  const { real, fake } = compare(theirs.query, mine, 'word');
  const who = theirs.updated_by ?? '?';
  return (
    <div className={styles.conflict} role="alert" data-testid="conflict">
      <p>
        <strong>{t('watches.conflict', { who })}</strong> {theirs.updated_at && <Ago time={theirs.updated_at} />}
      </p>
      {theirs.deleted && <p>{t('watches.conflict_deleted')}</p>}
      <div className={styles.versions}>
        <Version title={t('watches.theirs', { who })} pieces={real} />
        <Version title={t('watches.mine')} pieces={fake} />
      </div>
      <div className={styles.actions}>
        <Button variant="default" onClick={onMine}>
          {t('watches.keep_mine')}
        </Button>
        <Button variant="default" onClick={onTheirs}>
          {t('watches.take_theirs')}
        </Button>
      </div>
    </div>
  );
}
