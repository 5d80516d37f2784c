import { lazy, Suspense } from 'react';
import { Link, Navigate, Route, Routes } from 'react-router';
import type { Session } from '../../api/types';
import { useTexts } from '../../app/preferences';
import { mayAdminister } from '../../app/session';
import { Failure } from '../../shared/Failure';
import { Grid } from '../../shared/Grid';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { textAt } from '../../shared/entry';
import { entriesOf, useCompany } from '../company/useCompany';
import { stepsOf } from './steps';
import { useFlowTexts } from './texts';

const FlowPage = lazy(() => import('./FlowPage'));

/** All flows and prompts. */
function FlowsPage({ who }: { who: Session }) {
  const t = useTexts();
  const f = useFlowTexts();
  const { data, error, refetch } = useCompany();
  if (!data) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  const document = data.data.document;
  const numbers = entriesOf(document, 'numbers');
  return (
    <Page title={f.title} actions={mayAdminister(who) && <Link to="/flows/new">{f.new}</Link>}>
      <section className="card">
        <Grid
          label={f.title}
          items={Object.entries(document.flows ?? {})}
          keyOf={([name]) => name}
          columns={[
            {
              title: f.name,
              cell: ([name]) => <Link to={`/flows/edit/${encodeURIComponent(name)}`}>{name}</Link>,
            },
            { title: f.steps, cell: ([, flow]) => stepsOf(flow).length },
            {
              title: f.reachedBy,
              cell: ([name]) =>
                numbers
                  .filter(([, entry]) => textAt(entry, ['flow']) === name)
                  .map(([number]) => number)
                  .join(', '),
            },
          ]}
        />
      </section>
      <section className="card stack">
        <div className="bar">
          <h2>{f.prompts}</h2>
          {mayAdminister(who) && <Link to="/company/new/prompts">{f.newPrompt}</Link>}
        </div>
        <Grid
          label={f.prompts}
          items={entriesOf(document, 'prompts')}
          keyOf={([name]) => name}
          empty={t.common.nothing}
          columns={[
            {
              title: f.name,
              cell: ([name]) => <Link to={`/company/prompts/${encodeURIComponent(name)}`}>{name}</Link>,
            },
            { title: f.italian, cell: ([, entry]) => textAt(entry, ['it']) },
            { title: f.english, cell: ([, entry]) => textAt(entry, ['en']) },
          ]}
        />
      </section>
    </Page>
  );
}

/** What callers go through before somebody rings. */
export default function FlowsArea({ who }: { who: Session }) {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route index element={<FlowsPage who={who} />} />
        <Route path="new" element={<FlowPage key="new" who={who} isNew />} />
        <Route path="edit/:name" element={<FlowPage key="edit" who={who} />} />
        <Route path="*" element={<Navigate to="/flows" replace />} />
      </Routes>
    </Suspense>
  );
}
