import { Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Answer } from '../../../api/client';
import type { CompanyReply, Session } from '../../../api/types';
import { mayAdminister } from '../../../app/session';
import { Failure } from '../../../shared/Failure';
import { Loading } from '../../../shared/Loading';
import { Page } from '../../../shared/Page';
import type { CompanyTexts } from '../../../texts/company.en';
import { EditorFrame } from '../editor/EditorFrame';
import { useEditor } from '../editor/useEditor';
import { useCompanyTexts } from '../texts';
import { useCompany } from '../useCompany';
import { merged, type CsvFault } from './csv';

function faultText(fault: CsvFault, c: CompanyTexts): string {
  switch (fault.kind) {
    case 'noKey':
      return c.users.csvNoKey;
    case 'nothing':
      return c.users.csvNothing;
    case 'unknown':
      return c.users.csvUnknown(fault.what);
    case 'twice':
      return c.users.csvTwice(fault.what);
  }
}

function Import({ who, loaded }: { who: Session; loaded: Answer<CompanyReply> }) {
  const c = useCompanyTexts();
  const navigate = useNavigate();
  const editor = useEditor(loaded);
  const [text, setText] = useState('');
  const [users, setUsers] = useState(loaded.data.document.users ?? {});
  const result = text ? merged(users, text) : null;
  const fault = result && 'kind' in result ? faultText(result, c) : undefined;
  return (
    <EditorFrame
      editor={editor}
      prefix="users"
      isReadOnly={!mayAdminister(who)}
      onLook={() => result && 'users' in result && void editor.look({ section: 'users' }, result.users)}
      onRebase={(theirs) => setUsers(theirs.users ?? {})}
      onDone={() => void navigate('/company/users')}
    >
      <section className="card stack">
        <p className="muted">{c.users.csvHint}</p>
        <label className="stack-tight">
          {c.users.csvFile}
          <input
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
          />
        </label>
        <Field
          label={c.users.csvText}
          validationMessage={fault}
          hint={result && 'users' in result ? c.users.csvRows(result.count, result.fresh) : undefined}
        >
          <Textarea
            value={text}
            rows={10}
            placeholder={c.users.csvSample}
            resize="vertical"
            onChange={(_, d) => setText(d.value)}
          />
        </Field>
      </section>
    </EditorFrame>
  );
}

/** Many users at once, of a table. */
export default function ImportPage({ who }: { who: Session }) {
  const c = useCompanyTexts();
  const { data, error } = useCompany();
  if (!data) return error ? <Failure error={error} /> : <Loading />;
  return (
    <Page title={c.users.csvTitle} actions={<Link to="/company/users">{c.users.title}</Link>}>
      <Import who={who} loaded={data} />
    </Page>
  );
}
