import { Button, Field, Input } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { administration } from '../../../api/resources';
import type { AuditEntry } from '../../../api/types';
import { usePreferences } from '../../../app/preferences';
import { Failure } from '../../../shared/Failure';
import { Grid } from '../../../shared/Grid';
import { Loading } from '../../../shared/Loading';
import { Page } from '../../../shared/Page';
import { moment } from '../../../shared/format';
import { useCompanyTexts } from '../texts';

function Difference({ entry }: { entry: AuditEntry }) {
  return (
    <pre>
      {entry.before && <del>{entry.before}</del>}
      {entry.before && entry.after && ' → '}
      {entry.after && <ins>{entry.after}</ins>}
    </pre>
  );
}

/** Who changed what, the newest first. */
export default function AuditPage() {
  const { texts: t, language } = usePreferences();
  const c = useCompanyTexts();
  const [text, setText] = useState('');
  const found = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam, signal }) => administration.audit(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const wanted = text.trim().toLowerCase();
  const entries = (found.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((e) => Object.values(e).join(' ').toLowerCase().includes(wanted));
  return (
    <Page title={c.audit.title}>
      <Field label={c.audit.search}>
        <Input type="search" value={text} onChange={(_, d) => setText(d.value)} />
      </Field>
      {found.error && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data && (
        <section className="card">
          <Grid
            label={c.audit.title}
            items={entries}
            keyOf={(e) => e.id}
            columns={[
              { title: c.audit.at, cell: (e) => moment(e.at, language) },
              { title: c.audit.by, cell: (e) => e.by },
              { title: c.audit.action, cell: (e) => <code>{e.action}</code> },
              { title: c.audit.subject, cell: (e) => e.subject },
              { title: c.audit.change, cell: (e) => <Difference entry={e} /> },
            ]}
          />
        </section>
      )}
      {found.hasNextPage && (
        <div>
          <Button onClick={() => void found.fetchNextPage()}>{t.common.more}</Button>
        </div>
      )}
    </Page>
  );
}
