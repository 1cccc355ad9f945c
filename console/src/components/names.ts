// Names of things that are configured or plugged in: known ones have words in both languages, others are shown as they are.
import { useMemo } from 'react';
import type { Department } from '../api/types.gen';
import { type Key, useI18n } from '../i18n';

const networks: Record<string, string> = {
  bluesky: 'Bluesky',
  facebook: 'Facebook',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  mastodon: 'Mastodon',
  telegram: 'Telegram',
  tiktok: 'TikTok',
  x: 'X',
  youtube: 'YouTube',
};

export function useNames() {
  const { t, say } = useI18n();
  return useMemo(() => {
    const known = (key: string, fallback: string): string => {
      const text = t(key as Key);
      return text === key ? fallback.replaceAll('_', ' ') : text;
    };
    return {
      kind: (name: string) => known(`names.kind_${name}`, name),
      network: (name: string) => networks[name] ?? name,
      reason: (name: string) => known(`names.reason_${name}`, name),
      item: (name: string) => known(`names.item_${name}`, name),
      assetRole: (name: string) => known(`names.asset_role_${name}`, name),
      department: (key: string, all: Department[] = []) => {
        const found = all.find((d) => d.key === key);
        return found ? say(found.title) : key;
      },
      actor: (name: string) => (name === 'policy' || name === 'vigie' || name === 'platform' ? t(`names.actor_${name}`) : name),
    };
  }, [t, say]);
}
