// The real account and the one that imitates it, with what differs in names marked and what was copied said.
import { IconCopy, IconRosetteDiscountCheck, IconShieldCheck, IconSpy } from '@tabler/icons-react';
import type { Account } from '../api/types.gen';
import { useI18n } from '../i18n';
import { useNow } from '../lib/clock';
import { compare, type Piece } from '../lib/diff';
import { duration, moment, number } from '../lib/time';
import { Portrait } from './portrait';
import styles from './side-by-side.module.css';

function Pieces({ pieces, mark }: { pieces: Piece[]; mark: string | undefined }) {
  let at = 0;
  return (
    <>
      {pieces.map((piece) => {
        const key = at;
        at += piece.text.length;
        return piece.differs && mark && piece.text.trim() !== '' ? (
          <mark key={key} className={mark}>
            {piece.text}
          </mark>
        ) : (
          <span key={key}>{piece.text}</span>
        );
      })}
    </>
  );
}

export function SideBySide({ real, fake, small = false }: { real: Account; fake: Account; small?: boolean }) {
  const { t, lang } = useI18n();
  const now = useNow();
  const name = compare(real.name ?? '', fake.name ?? '');
  const handle = compare(real.handle ?? '', fake.handle ?? '');
  const bio = compare(real.bio ?? '', fake.bio ?? '', 'word');
  const samePicture = real.avatar !== undefined && real.avatar === fake.avatar;
  const age = (account: Account): string | undefined =>
    account.created_at && duration((now - Date.parse(account.created_at)) / 1000, lang);
  const count = (value: number | undefined): string => (value === undefined ? '–' : number(value, lang));

  const sides = [
    { key: 'real', account: real, name: name.real, handle: handle.real, bio: bio.real },
    { key: 'fake', account: fake, name: name.fake, handle: handle.fake, bio: bio.fake },
  ] as const;

  return (
    <div className={`${styles.pair} ${small ? styles.small : ''}`}>
      {sides.map(({ key, account, ...parts }) => {
        const mark = key === 'fake' ? styles.alien : styles.own;
        return (
          <article key={key} className={`${styles.side} ${styles[key]}`} aria-label={t(`incident.${key}`)}>
            <p className={styles.label}>
              {key === 'real' ? <IconShieldCheck size={15} aria-hidden="true" /> : <IconSpy size={15} aria-hidden="true" />}
              {t(`incident.${key}`)}
            </p>
            <div className={styles.face}>
              <Portrait avatar={account.avatar} name={account.name ?? account.handle ?? ''} size={small ? 40 : 64} />
              <div className={styles.names}>
                <p className={styles.name}>
                  <Pieces pieces={parts.name} mark={mark} />
                  {account.verified && <IconRosetteDiscountCheck size={18} aria-label={t('incident.verified')} />}
                </p>
                <p className={`${styles.handle} mono`}>
                  @<Pieces pieces={parts.handle} mark={undefined} />
                </p>
              </div>
            </div>
            {key === 'fake' && samePicture && (
              <p className={styles.copied}>
                <IconCopy size={14} aria-hidden="true" /> {t('incident.same_picture')}
              </p>
            )}
            {!small && account.bio && (
              <p className={styles.bio}>
                <Pieces pieces={parts.bio} mark={key === 'fake' ? styles.alien : undefined} />
              </p>
            )}
            <dl className={styles.facts}>
              <div>
                <dt>{t('incident.followers')}</dt>
                <dd className="num">{count(account.followers)}</dd>
              </div>
              {!small && (
                <div>
                  <dt>{t('incident.posts')}</dt>
                  <dd className="num">{count(account.posts)}</dd>
                </div>
              )}
              <div>
                <dt>{t('incident.age')}</dt>
                <dd className="num" title={account.created_at && moment(account.created_at, lang)}>
                  {age(account) ?? '–'}
                </dd>
              </div>
            </dl>
          </article>
        );
      })}
    </div>
  );
}
