import type { Entry, Value } from '../../api/types';
import { isEntry } from '../../shared/entry';

/** A step of a flow as the document has it: its kind is the first field that is one. */
export type Step = Entry;

/** Where a step is: its place in its list, and before that the outcome and the step that the list hangs below. */
export type StepPath = readonly (number | string)[];

export const KINDS = [
  'calendar',
  'announce',
  'say',
  'menu',
  'collect',
  'set',
  'when',
  'lookup',
  'webhook',
  'user',
  'extension',
  'number',
  'room',
  'voicemail',
  'record',
  'mail',
  'hangUp',
  'flow',
] as const;
export type Kind = (typeof KINDS)[number];

const CALLED = ['busy', 'noAnswer', 'unreachable'];

/** The outcomes of each kind, in the order in which they are drawn. Keys of a menu come before. */
export const OUTCOMES: Record<Kind, readonly string[]> = {
  calendar: ['active', 'active1', 'active2', 'active3', 'overtime', 'outOfService'],
  announce: [],
  say: [],
  menu: ['noInput', 'wrong'],
  collect: ['noInput'],
  set: [],
  when: ['then', 'else'],
  lookup: ['notFound', 'failed'],
  webhook: ['failed'],
  user: CALLED,
  extension: CALLED,
  number: CALLED,
  room: ['busy', 'wrong'],
  voicemail: ['unreachable'],
  record: ['tooShort', 'failed'],
  mail: ['failed'],
  hangUp: [],
  flow: [],
};

/** The kind of a step, which its first field tells; undefined of one that these pages do not know. */
export function kindOf(step: Step): Kind | undefined {
  const first = Object.keys(step)[0];
  return KINDS.find((kind) => kind === first);
}

const isList = (value: Value | undefined): value is Step[] => Array.isArray(value) && value.every(isEntry);

/** The steps of a flow, which is a list of them, or has them beside its class. */
export function stepsOf(flow: Value | undefined): Step[] {
  const steps = isEntry(flow) ? flow.steps : flow;
  return isList(steps) ? steps : isEntry(steps) ? [steps] : [];
}

/** A flow with other steps. */
export function withSteps(flow: Value | undefined, steps: Step[]): Value {
  return isEntry(flow) ? { ...flow, steps } : steps;
}

export interface Branch {
  /** Below the step: `['overtime']` or `['keys', '1']`. */
  path: readonly string[];
  steps: Step[];
}

const listIn = (value: Value | undefined): Step[] => (isList(value) ? value : isEntry(value) ? [value] : []);

/** What hangs below a step, also what is still empty. */
export function branchesOf(step: Step): Branch[] {
  const kind = kindOf(step);
  if (!kind) return [];
  const keys = kind === 'menu' && isEntry(step.keys) ? Object.keys(step.keys).map((key) => ['keys', key]) : [];
  return [...keys, ...OUTCOMES[kind].map((outcome) => [outcome])]
    .map((path) => ({ path, steps: listIn(valueBelow(step, path)) }))
    .filter((branch) => valueBelow(step, branch.path) !== undefined);
}

function valueBelow(step: Step, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((value, key) => (isEntry(value) ? value[key] : undefined), step);
}

/** The list at a path below which the steps stand: `[]` is the flow's own. */
export function listAtPath(steps: readonly Step[], path: StepPath): readonly Step[] {
  const [at, ...rest] = path;
  if (at === undefined) return steps;
  const step = steps[Number(at)];
  const below = rest[0] === 'keys' ? rest.slice(0, 2) : rest.slice(0, 1);
  return step ? listAtPath(listIn(valueBelow(step, below.map(String))), rest.slice(below.length)) : [];
}

/** The steps with another list at a path; null takes the outcome away. */
export function withListAt(
  steps: readonly Step[],
  path: StepPath,
  change: (list: readonly Step[]) => Step[] | null,
): Step[] {
  const [at, ...rest] = path;
  if (at === undefined) return change(steps) ?? [];
  return steps.map((step, index) => {
    if (index !== Number(at)) return step;
    const below = (rest[0] === 'keys' ? rest.slice(0, 2) : rest.slice(0, 1)).map(String);
    const deeper = rest.slice(below.length);
    const list = listIn(valueBelow(step, below));
    const changed = deeper.length === 0 ? change(list) : withListAt(list, deeper, change);
    return setBelow(step, below, changed);
  });
}

function setBelow(step: Step, path: readonly string[], list: Step[] | null): Step {
  const [key, ...rest] = path;
  if (key === undefined) return step;
  const before = step[key];
  const value: Value | null = rest.length === 0 ? list : setBelow(isEntry(before) ? before : {}, rest, list);
  if (value !== null) return { ...step, [key]: value };
  return Object.fromEntries(Object.entries(step).filter(([other]) => other !== key));
}

const split = (path: StepPath): [StepPath, number] => [path.slice(0, -1), Number(path.at(-1))];

export function stepAt(steps: readonly Step[], path: StepPath): Step | undefined {
  const [list, at] = split(path);
  return listAtPath(steps, list)[at];
}

export function withStepAt(steps: readonly Step[], path: StepPath, step: Step): Step[] {
  const [list, at] = split(path);
  return withListAt(steps, list, (all) => all.map((other, index) => (index === at ? step : other)));
}

/** A step more, at a place of a list. */
export function inserted(steps: readonly Step[], path: StepPath, step: Step): Step[] {
  const [list, at] = split(path);
  return withListAt(steps, list, (all) => all.toSpliced(at, 0, step));
}

export function removed(steps: readonly Step[], path: StepPath): Step[] {
  const [list, at] = split(path);
  return withListAt(steps, list, (all) => all.toSpliced(at, 1));
}

/** A step before or behind its neighbour; null where there is none. */
export function shifted(steps: readonly Step[], path: StepPath, by: -1 | 1): { steps: Step[]; path: StepPath } | null {
  const [list, at] = split(path);
  const step = stepAt(steps, path);
  const to = at + by;
  if (!step || to < 0 || to >= listAtPath(steps, list).length) return null;
  return { steps: inserted(removed(steps, path), [...list, to], step), path: [...list, to] };
}

const isBelow = (path: StepPath, above: StepPath): boolean =>
  above.every((part, at) => String(path[at]) === String(part));

/** A step moved behind another one, with all that hangs below it; null where that one is below it itself. */
export function movedBehind(steps: readonly Step[], path: StepPath, target: StepPath): Step[] | null {
  const step = stepAt(steps, path);
  if (!step || isBelow(target, path)) return null;
  const [list, at] = split(target);
  // Put in first: behind it the old place is found by the mark that no other step is the same object.
  const added = inserted(steps, [...list, at + 1], { ...step });
  return without(added, step);
}

function without(steps: readonly Step[], gone: Step): Step[] {
  return steps
    .filter((step) => step !== gone)
    .map((step) =>
      branchesOf(step).reduce<Step>((changed, { path, steps: below }) => {
        const kept = without(below, gone);
        return kept.length === below.length && kept.every((s, at) => s === below[at])
          ? changed
          : setBelow(changed, path, kept);
      }, step),
    );
}

/** The field of the server's messages for a step: `flows.welcome[1].keys.2[0]`. */
export function fieldOf(prefix: string, path: StepPath): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${part}`),
    prefix,
  );
}

export interface Placed {
  path: StepPath;
  step: Step;
  column: number;
  row: number;
  /** The outcome that leads to it, of the first of a branch. */
  outcome?: string;
  /** The step before it in its list, or the one that it hangs below. */
  from?: StepPath;
}

/** Every step with its place in the drawing: one below the other, what hangs below an outcome to the right. */
export function placed(steps: readonly Step[]): Placed[] {
  const all: Placed[] = [];
  const place = (
    list: readonly Step[],
    path: StepPath,
    column: number,
    row: number,
    above?: StepPath,
    outcome?: string,
  ): number => {
    let next = row;
    list.forEach((step, at) => {
      const own = [...path, at];
      all.push({
        path: own,
        step,
        column,
        row: next,
        ...(at === 0 ? { from: above, outcome } : { from: [...path, at - 1] }),
      });
      let below = next;
      for (const branch of branchesOf(step)) {
        below = place(branch.steps, [...own, ...branch.path], column + 1, below, own, branch.path.at(-1));
      }
      next = Math.max(next + 1, below);
    });
    return next;
  };
  place(steps, [], 0, 0);
  return all;
}
