import { Button, Field, Input } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Answer } from '../../../api/client';
import { company } from '../../../api/resources';
import type { CompanyReply, Entry, Sections, Session } from '../../../api/types';
import { useTexts } from '../../../app/preferences';
import { mayAdminister } from '../../../app/session';
import { Done } from '../../../shared/Done';
import { Failure } from '../../../shared/Failure';
import { Loading } from '../../../shared/Loading';
import { Page } from '../../../shared/Page';
import { isEntry, rebased, valueAt } from '../../../shared/entry';
import { useChange } from '../../../shared/useChange';
import { useCompanyTexts } from '../texts';
import { useCompany } from '../useCompany';
import { EditorFrame } from './EditorFrame';
import { Fields, tidied, type Spec } from './fields';
import { useEditor } from './useEditor';

export interface Draft {
  entry: Entry;
  onChange: (entry: Entry) => void;
  document: Sections;
  /** The entry's key; empty while a new one has none yet. */
  name: string;
}

/** A part of a form: fields, and what else belongs to them. */
export interface Group {
  title: string;
  specs: readonly Spec[];
  hint?: string;
  more?: ReactNode;
}

export interface Form {
  section: string;
  title: string;
  /** Where all entries are, where that is not the section's own page. */
  list?: string;
  /** Of the key of a new entry. */
  keyLabel?: string;
  keyHint?: string;
  groups: (draft: Draft) => readonly Group[];
  /** An entry as it is edited, of one as it is in the document. */
  load?: (entry: Entry, document: Sections) => Entry;
  /** What a new entry begins with. */
  blank?: Entry;
  /** Below the form, of an entry that is in force. */
  after?: (draft: Draft) => ReactNode;
}

/** Tells that a change is in force, and takes it back. */
function Applied({ version, etag, onUndone }: { version: number; etag: string | null; onUndone: () => void }) {
  const t = useTexts();
  const c = useCompanyTexts();
  const queries = useQueryClient();
  const undo = useChange();
  const back = async () => {
    const isDone = await undo.run(() => company.restore(version - 1, etag));
    await queries.invalidateQueries();
    if (isDone) onUndone();
  };
  return (
    <>
      <Done text={`${t.company.applied}: ${t.versions.version} ${version}`} />
      <div className="bar">
        <Button onClick={() => void back()} disabledFocusable={undo.isRunning}>
          {t.versions.undo}
        </Button>
        <Link to="/company/versions">{t.company.versions}</Link>
        <span className="muted">{c.editor.undo}</span>
      </div>
      {undo.error !== null && <Failure error={undo.error} />}
    </>
  );
}

interface EditProps {
  who: Session;
  form: Form;
  loaded: Answer<CompanyReply>;
  /** Undefined of a new entry, null of a section that is one entry. */
  name: string | null | undefined;
  onDone: (name: string, isRemoved: boolean) => void;
}

function Edit({ who, form, loaded, name, onDone }: EditProps) {
  const c = useCompanyTexts();
  const document = loaded.data.document;
  const editor = useEditor(loaded);
  const [key, setKey] = useState('');
  const [keyFault, setKeyFault] = useState<string>();
  const inside = (sections: Sections): Entry => {
    const found =
      name === undefined ? undefined : name === null ? sections[form.section] : sections[form.section]?.[name];
    return isEntry(found) ? (form.load?.(found, sections) ?? found) : (form.blank ?? {});
  };
  const [base, setBase] = useState(() => inside(document));
  const [entry, setEntry] = useState(base);
  const rebase = (sections: Sections) => {
    const theirs = inside(sections);
    setEntry(rebased(base, entry, theirs));
    setBase(theirs);
  };
  const isReadOnly = !mayAdminister(who);
  const placeName = name === undefined ? key.trim() : name;
  const place = placeName === null ? { section: form.section } : { section: form.section, name: placeName };
  const look = () => {
    const fault =
      name !== undefined
        ? undefined
        : !placeName
          ? c.editor.keyMissing
          : valueAt(document[form.section] ?? {}, [placeName]) !== undefined
            ? c.editor.keyTaken
            : undefined;
    setKeyFault(fault);
    if (!fault) void editor.look(place, tidied(entry));
  };
  const draft: Draft = { entry, onChange: setEntry, document, name: placeName ?? '' };
  const isRemoval = editor.preview?.value === null;
  return (
    <>
      <EditorFrame
        editor={editor}
        prefix={[form.section, ...(placeName === null ? [] : [placeName])].join('.')}
        isReadOnly={isReadOnly}
        onLook={look}
        onRebase={rebase}
        onRemove={typeof name === 'string' ? () => void editor.look(place, null) : undefined}
        onDone={() => onDone(placeName ?? '', isRemoval)}
      >
        {name === undefined && (
          <section className="card">
            <Field
              label={form.keyLabel ?? c.editor.key}
              hint={form.keyHint ?? c.editor.keyHint}
              validationMessage={keyFault}
            >
              <Input value={key} autoComplete="off" onChange={(_, d) => setKey(d.value)} />
            </Field>
          </section>
        )}
        {form.groups(draft).map((group) => (
          <section key={group.title} className="card stack">
            <h2>{group.title}</h2>
            {group.hint && <p className="muted">{group.hint}</p>}
            <Fields specs={group.specs} entry={entry} onChange={setEntry} />
            {group.more}
          </section>
        ))}
      </EditorFrame>
      {typeof name === 'string' && form.after?.(draft)}
    </>
  );
}

/** The page of an entry of the company document: an existing one, a new one, or a section that is one entry. */
export function EntryPage({ who, form, kind }: { who: Session; form: Form; kind: 'entry' | 'new' | 'section' }) {
  const c = useCompanyTexts();
  const params = useParams();
  const navigate = useNavigate();
  const { data: loaded, error, refetch } = useCompany();
  const [round, setRound] = useState(0);
  const [applied, setApplied] = useState(false);
  if (!loaded) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  const name = kind === 'new' ? undefined : kind === 'section' ? null : (params.name ?? '');
  const found = typeof name === 'string' ? loaded.data.document[form.section]?.[name] : {};
  const title =
    kind === 'new'
      ? form.title
      : kind === 'section'
        ? form.title
        : isEntry(found) && typeof found.name === 'string'
          ? found.name
          : (name ?? '');
  const list = form.list ?? `/company/${form.section}`;
  const again = (isApplied: boolean) => {
    setRound(round + 1);
    setApplied(isApplied);
  };
  const done = (key: string, isRemoved: boolean) => {
    if (isRemoved) void navigate(list);
    else if (kind === 'new') void navigate(`/company/${form.section}/${encodeURIComponent(key)}`);
    else again(true);
  };
  return (
    <Page title={title} actions={kind !== 'section' && <Link to={list}>{form.title}</Link>}>
      {applied && <Applied version={loaded.data.version} etag={loaded.etag} onUndone={() => again(false)} />}
      {found === undefined ? (
        <p>{c.editor.noEntry}</p>
      ) : (
        <Edit key={`${name} ${round}`} who={who} form={form} loaded={loaded} name={name} onDone={done} />
      )}
    </Page>
  );
}
