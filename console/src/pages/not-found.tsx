import { Link } from '@tanstack/react-router';
import { Empty } from '../components/bits';
import { useI18n } from '../i18n';

export function NotFound() {
  const { t } = useI18n();
  return (
    <Empty title={t('common.no_page')} action={<Link to="/">{t('common.to_overview')}</Link>}>
      {t('common.no_page_help')}
    </Empty>
  );
}
