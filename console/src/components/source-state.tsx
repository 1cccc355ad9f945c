import { IconCheck, IconCircleDotted, IconCloudOff, IconPlayerPause, IconWifi } from '@tabler/icons-react';
import type { Source } from '../api/types.gen';
import { useI18n } from '../i18n';
import { Tag, type Tone } from './bits';

const looks: Record<Source['state'], { tone: Tone; icon: typeof IconCheck }> = {
  starting: { tone: 'plain', icon: IconCircleDotted },
  connected: { tone: 'ok', icon: IconWifi },
  waiting: { tone: 'warn', icon: IconPlayerPause },
  finished: { tone: 'plain', icon: IconCheck },
  failed: { tone: 'bad', icon: IconCloudOff },
};

export function SourceState({ state }: { state: Source['state'] }) {
  const { t } = useI18n();
  const look = looks[state] ?? looks.starting;
  return (
    <Tag tone={look.tone} icon={<look.icon size={13} aria-hidden="true" />}>
      {t(`names.source_${state}`)}
    </Tag>
  );
}
