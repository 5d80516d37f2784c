import { describe, expect, it } from 'vitest';
import {
  fieldOf,
  inserted,
  kindOf,
  listAtPath,
  movedBehind,
  placed,
  removed,
  shifted,
  stepAt,
  stepsOf,
  withListAt,
  withSteps,
  type Step,
} from '../src/areas/flows/steps';

const steps: Step[] = [
  { calendar: 'office', overtime: [{ say: 'closed' }, { hangUp: 'normal' }] },
  { menu: 'welcome', keys: { '1': [{ flow: 'sales' }], '2': [{ user: 'mrossi', busy: [{ say: 'busy' }] }] } },
  { voicemail: 'mrossi' },
];

describe('steps of a flow', () => {
  it('know their kind, also where fields are called like kinds', () => {
    expect(kindOf({ collect: 'code', say: 'customer' })).toBe('collect');
    expect(kindOf({ say: 'x', collect: 'code' })).toBe('say');
    expect(kindOf({ dance: 'x' })).toBeUndefined();
  });

  it('are read of both ways to write a flow, and written back the same way', () => {
    expect(stepsOf(steps)).toEqual(steps);
    expect(withSteps({ class: 'national', steps: [] }, steps)).toEqual({ class: 'national', steps });
    expect(stepsOf({ class: 'national', steps: { say: 'y' } })).toEqual([{ say: 'y' }]);
  });

  it('are found, added, and taken away below outcomes and keys', () => {
    expect(stepAt(steps, [1, 'keys', '2', 0, 'busy', 0])).toEqual({ say: 'busy' });
    const more = inserted(steps, [1, 'keys', '1', 0], { say: 'goodbye' });
    expect(listAtPath(more, [1, 'keys', '1'])).toEqual([{ say: 'goodbye' }, { flow: 'sales' }]);
    expect(removed(more, [1, 'keys', '1', 0])).toEqual(steps);
    expect(withListAt(steps, [0, 'overtime'], () => null)[0]).toEqual({ calendar: 'office' });
    expect(steps[0]).toHaveProperty('overtime');
  });

  it('change places with their neighbours and no further', () => {
    expect(shifted(steps, [0, 'overtime', 0], 1)?.steps[0]).toEqual({
      calendar: 'office',
      overtime: [{ hangUp: 'normal' }, { say: 'closed' }],
    });
    expect(shifted(steps, [0], -1)).toBeNull();
    expect(shifted(steps, [2], 1)).toBeNull();
  });

  it('are moved with all below them, but not below themselves', () => {
    const moved = movedBehind(steps, [0], [1, 'keys', '1', 0]);
    expect(moved?.map((s) => kindOf(s))).toEqual(['menu', 'voicemail']);
    expect(listAtPath(moved ?? [], [0, 'keys', '1'])).toEqual([{ flow: 'sales' }, steps[0]]);
    expect(movedBehind(steps, [1], [1, 'keys', '2', 0, 'busy', 0])).toBeNull();
    expect(movedBehind(steps, [2], [0])?.map((s) => kindOf(s))).toEqual(['calendar', 'voicemail', 'menu']);
  });

  it('have the places that the server names, and are drawn without two in one place', () => {
    expect(fieldOf('flows.welcome', [1, 'keys', '2', 0])).toBe('flows.welcome[1].keys.2[0]');
    const all = placed(steps);
    expect(all).toHaveLength(8);
    expect(new Set(all.map((p) => `${p.column} ${p.row}`)).size).toBe(8);
    expect(all.find((p) => fieldOf('', p.path) === '[1].keys.2[0].busy[0]')).toMatchObject({
      column: 2,
      outcome: 'busy',
    });
  });
});
