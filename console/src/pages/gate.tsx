// Nobody sees a page without a session, nor keeps a first password.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { LiveProvider } from '../api/live';
import { sessionQuery } from '../api/queries';
import { Loading, Trouble } from '../components/bits';
import { Shell } from '../components/shell';
import { useI18n } from '../i18n';
import { ClockProvider } from '../lib/clock';
import { Login, NewPassword } from './login';

export function Gate() {
  const { data: session, isPending, error, refetch } = useQuery(sessionQuery);
  const { setLang } = useI18n();
  const lang = session?.user.lang;
  useEffect(() => {
    if (lang) setLang(lang);
  }, [lang, setLang]);

  if (isPending || error)
    return (
      <main style={{ padding: 32, maxWidth: 560 }}>
        {error ? <Trouble error={error} retry={() => void refetch()} /> : <Loading />}
      </main>
    );
  if (!session) return <Login />;
  if (session.user.must_change_password) return <NewPassword />;
  return (
    <LiveProvider>
      <ClockProvider>
        <Shell session={session} />
      </ClockProvider>
    </LiveProvider>
  );
}
