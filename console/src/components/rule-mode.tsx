import { IconBroadcast, IconEye, IconPower } from '@tabler/icons-react';
import type { RuleMode } from '../api/types.gen';
import { useI18n } from '../i18n';
import { Tag, type Tone } from './bits';

export const modeLooks: Record<RuleMode, { tone: Tone; icon: typeof IconEye }> = {
  live: { tone: 'accent', icon: IconBroadcast },
  shadow: { tone: 'warn', icon: IconEye },
  off: { tone: 'plain', icon: IconPower },
};

export function ModeTag({ mode }: { mode: RuleMode }) {
  const { t } = useI18n();
  const { tone, icon: Icon } = modeLooks[mode];
  return (
    <Tag tone={tone} icon={<Icon size={13} aria-hidden="true" />}>
      {t(`rules.mode_${mode}`)}
    </Tag>
  );
}
