import { FluentProvider } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { Link, Navigate, Route, Routes } from 'react-router';
import type { Session } from '../api/types';
import { Loading } from '../shared/Loading';
import { Page } from '../shared/Page';
import { usePreferences, useTexts } from './preferences';
import { maySee, useSession } from './session';
import { Shell } from './Shell';

const SignInPage = lazy(() => import('../areas/signin/SignInPage'));
const SetUpPage = lazy(() => import('../areas/signin/SetUpPage'));
const OverviewPage = lazy(() => import('../areas/overview/OverviewPage'));
const CallsPage = lazy(() => import('../areas/calls/CallsPage'));
const CallPage = lazy(() => import('../areas/calls/CallPage'));
const MePage = lazy(() => import('../areas/me/MePage'));
const FlowsArea = lazy(() => import('../areas/flows/FlowsArea'));
const CompanyArea = lazy(() => import('../areas/company/CompanyArea'));

function NotFound() {
  const t = useTexts();
  return (
    <Page title={t.app.notFound}>
      <Link to="/">{t.app.home}</Link>
    </Page>
  );
}

function SignedIn({ who }: { who: Session }) {
  return (
    <Shell who={who}>
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route path="/" element={<Navigate to={maySee(who) ? '/overview' : '/me'} replace />} />
          <Route path="/setup" element={<Navigate to="/" replace />} />
          <Route path="/me" element={<MePage who={who} />} />
          {maySee(who) && (
            <>
              <Route path="/overview" element={<OverviewPage />} />
              <Route path="/calls" element={<CallsPage />} />
              <Route path="/calls/:id" element={<CallPage who={who} />} />
              <Route path="/company/*" element={<CompanyArea who={who} />} />
              <Route path="/flows/*" element={<FlowsArea who={who} />} />
            </>
          )}
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </Shell>
  );
}

export function App() {
  const { fluentTheme } = usePreferences();
  const who = useSession();
  return (
    <FluentProvider theme={fluentTheme} className="ponte">
      {who === undefined ? (
        <Loading />
      ) : who ? (
        <SignedIn who={who} />
      ) : (
        <Suspense fallback={<Loading />}>
          <Routes>
            <Route path="/setup" element={<SetUpPage />} />
            <Route path="*" element={<SignInPage />} />
          </Routes>
        </Suspense>
      )}
    </FluentProvider>
  );
}
