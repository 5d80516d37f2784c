import { Button, Field, Input, Tab, TabList } from '@fluentui/react-components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { calls } from '../../api/resources';
import type { Call } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useLive } from '../../live/useLive';
import { Confirm } from '../../shared/Confirm';
import { Failure } from '../../shared/Failure';
import { Grid, type Column } from '../../shared/Grid';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { moment, party, talked, why } from '../../shared/format';

function useColumns(): Column<Call>[] {
  const { texts: t, language } = usePreferences();
  return [
    { title: t.calls.begun, cell: (c) => <Link to={`/calls/${c.id}`}>{moment(c.startedAt, language)}</Link> },
    { title: t.calls.caller, cell: (c) => party(c.caller, t) },
    { title: t.calls.called, cell: (c) => party(c.called, t) },
  ];
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function LiveCalls() {
  const { texts: t } = usePreferences();
  const now = useNow();
  const live = useLive('calls');
  const { data, error } = useQuery({ queryKey: ['calls', 'live'], queryFn: calls.live });
  const columns = useColumns();
  const items = live ?? data;
  if (!items) return error ? <Failure error={error} /> : <Loading />;
  return (
    <Grid
      label={t.calls.live}
      items={items}
      keyOf={(c) => c.id}
      empty={t.calls.noLive}
      columns={[
        ...columns,
        { title: t.common.state, cell: (c) => t.calls.phase[c.phase] },
        { title: t.calls.duration, cell: (c) => talked(c, now) ?? '' },
        {
          title: t.calls.hangUp,
          cell: (c) => (
            <Confirm
              trigger={<Button size="small">{t.calls.hangUp}</Button>}
              title={t.calls.hangUp}
              text={`${t.calls.hangUpAsk} ${party(c.caller, t)} → ${party(c.called, t)}`}
              does={t.calls.hangUp}
              act={() => calls.hangUp(c.id)}
            />
          ),
        },
      ]}
    />
  );
}

function History() {
  const { texts: t } = usePreferences();
  const [form, setForm] = useState({ search: '', from: '', to: '', line: '', user: '' });
  const [asked, setAsked] = useState(form);
  const columns = useColumns();
  const found = useInfiniteQuery({
    queryKey: ['calls', 'history', asked],
    queryFn: ({ pageParam, signal }) => calls.search(asked, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const entry = (field: keyof typeof form, label: string, type: 'text' | 'date' = 'text') => (
    <Field label={label}>
      <Input type={type} value={form[field]} onChange={(_, d) => setForm({ ...form, [field]: d.value })} />
    </Field>
  );
  return (
    <>
      <form
        className="form"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(form);
        }}
      >
        {entry('search', t.calls.search)}
        {entry('from', t.calls.from, 'date')}
        {entry('to', t.calls.to, 'date')}
        {entry('line', t.calls.line)}
        {entry('user', t.calls.user)}
        <div className="wide">
          <Button type="submit" appearance="primary">
            {t.common.search}
          </Button>
        </div>
      </form>
      {found.error && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.data && (
        <Grid
          label={t.calls.history}
          items={found.data.pages.flatMap((page) => page.items)}
          keyOf={(c) => c.id}
          empty={t.calls.noHistory}
          columns={[
            ...columns,
            { title: t.calls.duration, cell: (c) => talked(c, 0) ?? '' },
            { title: t.calls.result, cell: (c) => (c.end ? why(c.end, t) : t.calls.phase[c.phase]) },
          ]}
        />
      )}
      {found.hasNextPage && <Button onClick={() => void found.fetchNextPage()}>{t.common.more}</Button>}
    </>
  );
}

export default function CallsPage() {
  const { texts: t } = usePreferences();
  const [tab, setTab] = useState<'live' | 'history'>('live');
  return (
    <Page title={t.calls.title}>
      <TabList selectedValue={tab} onTabSelect={(_, d) => setTab(d.value as typeof tab)} aria-label={t.calls.title}>
        <Tab value="live">{t.calls.live}</Tab>
        <Tab value="history">{t.calls.history}</Tab>
      </TabList>
      <section className="card">{tab === 'live' ? <LiveCalls /> : <History />}</section>
    </Page>
  );
}
