import { Button, Input, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { useContext, useState, type ReactElement } from 'react';
import type { Sections } from '../../api/types';
import { isEntry } from '../../shared/entry';
import { FaultsContext, useReadOnly } from '../company/editor/FaultsContext';
import { Fields } from '../company/editor/fields';
import { useCompanyTexts } from '../company/texts';
import { PromptField } from './PromptField';
import { promptField, specsOf } from './stepSpecs';
import { KINDS, OUTCOMES, branchesOf, fieldOf, kindOf, type Kind, type Step, type StepPath } from './steps';
import { outcomeText, useFlowTexts } from './texts';

/** A button that lets one choose the kind of a new step. */
export function KindMenu({ trigger, onChoose }: { trigger: ReactElement; onChoose: (kind: Kind) => void }) {
  const f = useFlowTexts();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>{trigger}</MenuTrigger>
      <MenuPopover>
        <MenuList>
          {KINDS.map((kind) => (
            <MenuItem key={kind} onClick={() => onChoose(kind)}>
              {f.kinds[kind]}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

export interface StepActions {
  change: (path: StepPath, step: Step) => void;
  add: (path: StepPath, kind: Kind) => void;
  move: (path: StepPath, by: -1 | 1) => void;
  remove: (path: StepPath) => void;
}

function Branches({ path, step, actions }: { path: StepPath; step: Step; actions: StepActions }) {
  const f = useFlowTexts();
  const [key, setKey] = useState('');
  const kind = kindOf(step);
  if (!kind) return null;
  const there = branchesOf(step);
  const missing = OUTCOMES[kind].filter((outcome) => !there.some((b) => b.path.length === 1 && b.path[0] === outcome));
  if (there.length === 0 && missing.length === 0 && kind !== 'menu') return null;
  const adds = [
    ...there.map((b) => ({ path: b.path, at: b.steps.length })),
    ...missing.map((o) => ({ path: [o], at: 0 })),
  ];
  const addKey = (chosen: Kind) => {
    actions.add([...path, 'keys', key, 0], chosen);
    setKey('');
  };
  const isFree = /^[0-9*#]$/.test(key) && !(isEntry(step.keys) && step.keys[key] !== undefined);
  return (
    <>
      <h3>{f.branches}</h3>
      <p className="muted">{f.branchesHint}</p>
      <div className="bar">
        {adds.map(({ path: below, at }) => (
          <KindMenu
            key={below.join('.')}
            trigger={<Button size="small">{f.addBelow(outcomeText(below, f))}</Button>}
            onChoose={(chosen) => actions.add([...path, ...below, at], chosen)}
          />
        ))}
        {kind === 'menu' && (
          <>
            <Input
              size="small"
              aria-label={f.newKey}
              placeholder={f.newKey}
              value={key}
              maxLength={1}
              className="one-key"
              onChange={(_, d) => setKey(d.value)}
            />
            <KindMenu
              trigger={
                <Button size="small" disabledFocusable={!isFree}>
                  {f.addBelow(f.key(key))}
                </Button>
              }
              onChoose={addKey}
            />
          </>
        )}
      </div>
    </>
  );
}

/** The settings of the chosen step, and what can be done with it. */
export function StepForm({
  path,
  step,
  document,
  actions,
}: {
  path: StepPath;
  step: Step;
  document: Sections;
  actions: StepActions;
}) {
  const f = useFlowTexts();
  const c = useCompanyTexts();
  const faults = useContext(FaultsContext);
  const isReadOnly = useReadOnly();
  const kind = kindOf(step);
  const said = kind && promptField(kind);
  const behind = [...path.slice(0, -1), Number(path.at(-1)) + 1];
  return (
    <FaultsContext.Provider value={{ ...faults, prefix: fieldOf(faults.prefix, path) }}>
      <div className="stack">
        <h2>{kind ? f.kinds[kind] : f.unknown}</h2>
        {kind ? (
          <>
            {said && (
              <PromptField field={said} step={step} document={document} onChange={(s) => actions.change(path, s)} />
            )}
            <Fields
              specs={specsOf(kind, document, f, c)}
              entry={step}
              onChange={(s) => actions.change(path, keepKind(s, kind))}
            />
          </>
        ) : (
          <pre>{JSON.stringify(step, null, 2)}</pre>
        )}
        {!isReadOnly && (
          <>
            <Branches path={path} step={step} actions={actions} />
            <div className="bar">
              <KindMenu trigger={<Button>{f.add}</Button>} onChoose={(chosen) => actions.add(behind, chosen)} />
              <Button onClick={() => actions.move(path, -1)}>{f.up}</Button>
              <Button onClick={() => actions.move(path, 1)}>{f.down}</Button>
              <Button onClick={() => actions.remove(path)}>{f.remove}</Button>
            </div>
          </>
        )}
      </div>
    </FaultsContext.Provider>
  );
}

/** A step whose main field was emptied is still of its kind, and that field still its first. */
function keepKind(step: Step, kind: Kind): Step {
  const { [kind]: main, ...rest } = step;
  return { [kind]: main ?? '', ...rest };
}
