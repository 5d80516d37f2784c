import { Field, Input } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Entry, Sections, Session } from '../../../api/types';
import { useTexts } from '../../../app/preferences';
import { mayAdminister } from '../../../app/session';
import { Failure } from '../../../shared/Failure';
import { Grid, type Column } from '../../../shared/Grid';
import { Loading } from '../../../shared/Loading';
import { Page } from '../../../shared/Page';
import { entriesOf, useCompany } from '../useCompany';

export interface Row {
  name: string;
  entry: Entry;
}

const MANY = 10;

/** The entries of a section, to be searched and opened. */
export function SectionPage({
  who,
  section,
  title,
  newText,
  keyTitle,
  columns,
  actions,
  search,
}: {
  who: Session;
  section: string;
  title: string;
  newText: string;
  keyTitle: string;
  columns: (document: Sections) => Column<Row>[];
  actions?: ReactNode;
  search: string;
}) {
  const t = useTexts();
  const { data, error, refetch } = useCompany();
  const [text, setText] = useState('');
  if (!data) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  const document = data.data.document;
  const all = entriesOf(document, section).map(([name, entry]) => ({ name, entry }));
  const wanted = text.trim().toLowerCase();
  const shown = all.filter((row) => `${row.name} ${JSON.stringify(row.entry)}`.toLowerCase().includes(wanted));
  return (
    <Page
      title={title}
      actions={
        mayAdminister(who) && (
          <>
            <Link to={`/company/new/${section}`}>{newText}</Link>
            {actions}
          </>
        )
      }
    >
      {(all.length > MANY || text) && (
        <Field label={search}>
          <Input type="search" value={text} onChange={(_, d) => setText(d.value)} />
        </Field>
      )}
      <section className="card">
        <Grid
          label={title}
          items={shown}
          keyOf={(row) => row.name}
          empty={t.common.nothing}
          columns={[
            {
              title: keyTitle,
              cell: (row) => <Link to={`/company/${section}/${encodeURIComponent(row.name)}`}>{row.name}</Link>,
            },
            ...columns(document),
          ]}
        />
      </section>
    </Page>
  );
}
