import { lazy, Suspense, useMemo } from 'react';
import { NavLink, Navigate, Route, Routes, useParams } from 'react-router';
import { system } from '../../api/resources';
import type { Session } from '../../api/types';
import { useTexts } from '../../app/preferences';
import { mayAdminister } from '../../app/session';
import { Asked } from '../../shared/Asked';
import { FindingList } from '../../shared/FindingList';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import CalendarsPage from './calendars/CalendarsPage';
import { calendarsForm } from './calendars/calendarsForm';
import { EntryPage, type Form } from './editor/EntryPage';
import { classesForm, companyForm, numbersForm, promptsForm } from './forms';
import { linesForm } from './linesForm';
import { ClassesPage, LinesPage, NumbersPage, UsersPage } from './sections';
import { useCompanyTexts } from './texts';
import { usersForm } from './users/usersForm';

const RoutePage = lazy(() => import('./RoutePage'));
const VersionsPage = lazy(() => import('./VersionsPage'));
const ImportPage = lazy(() => import('./users/ImportPage'));
const AccountsPage = lazy(() => import('./administration/AccountsPage'));
const KeysPage = lazy(() => import('./administration/KeysPage'));
const AuditPage = lazy(() => import('./administration/AuditPage'));

function DoctorPage() {
  const t = useTexts();
  return (
    <Page title={t.company.doctor}>
      <section className="card">
        <Asked query={{ queryKey: ['doctor'], queryFn: system.doctor }}>
          {(d) => <FindingList findings={d.findings} />}
        </Asked>
      </section>
    </Page>
  );
}

function useForms(): Form[] {
  const t = useTexts();
  const c = useCompanyTexts();
  return useMemo(
    () => [usersForm(c, t.me), linesForm(c), numbersForm(c), classesForm(c), calendarsForm(c), promptsForm(c)],
    [c, t],
  );
}

function NewEntry({ who, forms }: { who: Session; forms: Form[] }) {
  const { section } = useParams();
  const form = forms.find((f) => f.section === section);
  return form ? <EntryPage key={section} who={who} form={form} kind="new" /> : <Navigate to="/company" replace />;
}

function Entry({ who, forms }: { who: Session; forms: Form[] }) {
  const { section, name } = useParams();
  const form = forms.find((f) => f.section === section);
  return form ? (
    <EntryPage key={`${section} ${name}`} who={who} form={form} kind="entry" />
  ) : (
    <Navigate to="/company" replace />
  );
}

function Sections({ who }: { who: Session }) {
  const t = useTexts();
  const c = useCompanyTexts();
  const pages = [
    ['users', c.users.title],
    ['lines', c.lines.title],
    ['numbers', c.numbers.title],
    ['route', c.route.title],
    ['calendars', c.calendars.title],
    ['classes', c.classes.title],
    ['general', c.company.title],
    ['doctor', t.company.doctor],
    ['versions', t.company.versions],
  ];
  const ours = [
    ['accounts', c.accounts.title],
    ['keys', c.keys.title],
    ['audit', c.audit.title],
  ];
  return (
    <nav className="split-nav" aria-label={t.company.sections}>
      {[...pages, ...(mayAdminister(who) ? ours : [])].map(([path, title]) => (
        <NavLink key={path} to={`/company/${path}`}>
          {title}
        </NavLink>
      ))}
    </nav>
  );
}

/** What the company is made of, one page for each part. */
export default function CompanyArea({ who }: { who: Session }) {
  const t = useTexts();
  const c = useCompanyTexts();
  const forms = useForms();
  const general = useMemo(() => companyForm(c, t.common.name), [c, t]);
  return (
    <div className="split">
      <Sections who={who} />
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route index element={<Navigate to="/company/users" replace />} />
          <Route path="users" element={<UsersPage who={who} />} />
          <Route path="import" element={<ImportPage who={who} />} />
          <Route path="lines" element={<LinesPage who={who} />} />
          <Route path="numbers" element={<NumbersPage who={who} />} />
          <Route path="route" element={<RoutePage />} />
          <Route path="calendars" element={<CalendarsPage who={who} />} />
          <Route path="classes" element={<ClassesPage who={who} />} />
          <Route path="general" element={<EntryPage who={who} form={general} kind="section" />} />
          <Route path="doctor" element={<DoctorPage />} />
          <Route path="versions" element={<VersionsPage who={who} />} />
          {mayAdminister(who) && (
            <>
              <Route path="accounts" element={<AccountsPage />} />
              <Route path="keys" element={<KeysPage />} />
              <Route path="audit" element={<AuditPage />} />
            </>
          )}
          <Route path="new/:section" element={<NewEntry who={who} forms={forms} />} />
          <Route path=":section/:name" element={<Entry who={who} forms={forms} />} />
          <Route path="*" element={<Navigate to="/company" replace />} />
        </Routes>
      </Suspense>
    </div>
  );
}
