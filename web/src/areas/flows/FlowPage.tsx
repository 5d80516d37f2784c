import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Answer } from '../../api/client';
import type { CompanyReply, Session, Value } from '../../api/types';
import { mayAdminister } from '../../app/session';
import { Failure } from '../../shared/Failure';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { isEntry, textAt } from '../../shared/entry';
import { EditorFrame } from '../company/editor/EditorFrame';
import { FaultsContext } from '../company/editor/FaultsContext';
import { useEditor } from '../company/editor/useEditor';
import { classOptions } from '../company/options';
import { useCompanyTexts } from '../company/texts';
import { entriesOf, useCompany } from '../company/useCompany';
import { KindMenu, StepForm, type StepActions } from './StepForm';
import { TryPanel } from './TryPanel';
import { fresh } from './stepSpecs';
import {
  inserted,
  movedBehind,
  removed,
  shifted,
  stepAt,
  stepsOf,
  withStepAt,
  withSteps,
  type Kind,
  type Step,
  type StepPath,
} from './steps';
import { useFlowTexts } from './texts';
import { useFaults } from './useFaults';

const Tree = lazy(() => import('./Tree'));

/** The steps as they are edited, with the chosen one. */
function useSteps(first: Value | undefined) {
  const [flow, setFlow] = useState<Value>(first ?? []);
  const [chosen, setChosen] = useState<StepPath | null>(null);
  const steps = stepsOf(flow);
  const set = (next: Step[]) => setFlow(withSteps(flow, next));
  const actions: StepActions = {
    change: (path, step) => set(withStepAt(steps, path, step)),
    add: (path, kind: Kind) => {
      set(inserted(steps, path, fresh(kind)));
      setChosen(path);
    },
    move: (path, by) => {
      const moved = shifted(steps, path, by);
      if (!moved) return;
      set(moved.steps);
      setChosen(moved.path);
    },
    remove: (path) => {
      set(removed(steps, path));
      setChosen(null);
    },
  };
  const drop = (path: StepPath, target: StepPath) => {
    const moved = movedBehind(steps, path, target);
    if (!moved) return;
    set(moved);
    setChosen(null);
  };
  return { flow, setFlow, steps, chosen, setChosen, actions, drop };
}

/** `class` beside the steps makes the longer way to write a flow. */
function withClass(flow: Value, name: string): Value {
  const steps = stepsOf(flow);
  if (name === '') return steps;
  return { ...(isEntry(flow) ? flow : {}), class: name, steps };
}

interface EditProps {
  who: Session;
  loaded: Answer<CompanyReply>;
  /** Undefined of a new flow. */
  name: string | undefined;
  onDone: (name: string, isRemoved: boolean) => void;
}

function Edit({ who, loaded, name, onDone }: EditProps) {
  const f = useFlowTexts();
  const c = useCompanyTexts();
  const document = loaded.data.document;
  const editor = useEditor(loaded);
  const [key, setKey] = useState('');
  const placeName = name ?? key.trim();
  const { flow, setFlow, steps, chosen, setChosen, actions, drop } = useSteps(
    name === undefined ? undefined : document.flows?.[name],
  );
  const isReadOnly = !mayAdminister(who);
  // A flow with a class has its steps in a field of their own.
  const prefix = `flows.${placeName}${isEntry(flow) ? '.steps' : ''}`;
  const place = { section: 'flows', name: placeName };
  const faults = useFaults(place, flow, !isReadOnly && placeName !== '' && steps.length > 0);
  const errors = editor.errors.length > 0 && faults === undefined ? editor.errors : (faults ?? []);
  const step = chosen && stepAt(steps, chosen);
  const isTaken = name === undefined && document.flows?.[placeName] !== undefined;
  const reachedBy = entriesOf(document, 'numbers').filter(([, entry]) => name && textAt(entry, ['flow']) === name);
  return (
    <>
      <EditorFrame
        editor={editor}
        prefix={prefix}
        isReadOnly={isReadOnly}
        onLook={() => placeName && !isTaken && void editor.look(place, flow)}
        onRemove={name === undefined ? undefined : () => void editor.look(place, null)}
        onRebase={() => undefined}
        onDone={() => onDone(placeName, editor.preview?.value === null)}
      >
        <FaultsContext.Provider value={{ prefix, errors, isReadOnly }}>
          <div className="form">
            {name === undefined && (
              <Field label={f.name} hint={c.editor.keyHint} validationMessage={isTaken ? c.editor.keyTaken : undefined}>
                <Input value={key} autoComplete="off" onChange={(_, d) => setKey(d.value)} />
              </Field>
            )}
            <Field label={f.class}>
              <Select
                value={isEntry(flow) ? textAt(flow, ['class']) : ''}
                disabled={isReadOnly}
                onChange={(_, d) => setFlow(withClass(flow, d.value))}
              >
                {classOptions(document, c).map((o) => (
                  <option key={o.value} value={o.value}>
                    {o.text}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
          {reachedBy.length > 0 && (
            <p className="muted">
              {f.reachedBy}:{' '}
              {reachedBy.map(([number]) => (
                <Link key={number} to={`/company/numbers/${encodeURIComponent(number)}`}>
                  {number}{' '}
                </Link>
              ))}
            </p>
          )}
          <div className="flow">
            <section className="card stack">
              <p className="muted">{f.treeHint}</p>
              {steps.length === 0 && !isReadOnly && (
                <div>
                  <KindMenu trigger={<Button>{f.addFirst}</Button>} onChoose={(kind) => actions.add([0], kind)} />
                </div>
              )}
              <Suspense fallback={<Loading />}>
                <Tree
                  steps={steps}
                  chosen={chosen}
                  faults={errors.map((e) => e.field)}
                  prefix={prefix}
                  isReadOnly={isReadOnly}
                  onChoose={setChosen}
                  onMove={actions.move}
                  onRemove={actions.remove}
                  onDrop={drop}
                />
              </Suspense>
            </section>
            <section className="card stack" aria-label={f.step}>
              {chosen && step ? (
                <StepForm path={chosen} step={step} document={document} actions={actions} />
              ) : (
                <p className="muted">{f.nothingChosen}</p>
              )}
              {!isReadOnly && steps.length > 0 && (
                <div role="status" className="muted">
                  {faults === undefined ? f.checking : faults.length === 0 ? f.valid : ''}
                  {faults && faults.length > 0 && (
                    <ul className="faults">
                      {faults.map((e) => (
                        <li key={`${e.field} ${e.message}`}>
                          <code>{e.field}</code>: {[e.message, e.mend].filter(Boolean).join('; ')}
                        </li>
                      ))}
                    </ul>
                  )}
                </div>
              )}
            </section>
          </div>
        </FaultsContext.Provider>
      </EditorFrame>
      {placeName && steps.length > 0 && <TryPanel name={placeName} value={flow} />}
    </>
  );
}

/** The editor of a flow. */
export default function FlowPage({ who, isNew }: { who: Session; isNew?: boolean }) {
  const f = useFlowTexts();
  const c = useCompanyTexts();
  const { name = '' } = useParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: loaded, error, refetch } = useCompany();
  const [round, setRound] = useState(0);
  if (!loaded) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  const done = (key: string, isRemoved: boolean) => {
    void queries.invalidateQueries({ queryKey: ['faults'] });
    if (isRemoved) void navigate('/flows');
    else if (isNew) void navigate(`/flows/edit/${encodeURIComponent(key)}`);
    else setRound(round + 1);
  };
  const isThere = isNew || loaded.data.document.flows?.[name] !== undefined;
  return (
    <Page title={isNew ? f.new : name} actions={<Link to="/flows">{f.title}</Link>}>
      {isThere ? (
        <Edit key={`${name} ${round}`} who={who} loaded={loaded} name={isNew ? undefined : name} onDone={done} />
      ) : (
        <p>{c.editor.noEntry}</p>
      )}
    </Page>
  );
}
