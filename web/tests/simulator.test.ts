import { describe, expect, it } from 'vitest';
import { callsOf, rings, type Side, type SimulatedCall } from '../src/simulator/sides';
import { simulatorTexts } from '../src/simulator/texts';

const call = (more: Partial<SimulatedCall>): SimulatedCall => ({
  call: 1,
  direction: 'in',
  caller: '+390612345678',
  callerName: 'Ada Neri',
  called: '+390212345601',
  phase: 'ringing',
  held: false,
  ending: null,
  ...more,
});

describe('simulated calls', () => {
  const side: Side = {
    error: null,
    calls: [
      call({ call: 1, phase: 'ended' }),
      call({ call: 2 }),
      call({ call: 3, direction: 'out', caller: '+390212345602', called: '+390212345601', phase: 'talking' }),
    ],
  };

  it('belong to the number that is called, or that calls', () => {
    expect(callsOf(side, '+390212345601').map((c) => c.call)).toEqual([2]);
    expect(callsOf(side, '+390212345602').map((c) => c.call)).toEqual([3]);
    expect(callsOf(side).map((c) => c.call)).toEqual([2, 3]);
    expect(callsOf(undefined)).toEqual([]);
  });

  it('ring where somebody may answer', () => {
    expect(rings(call({}))).toBe(true);
    expect(rings(call({ direction: 'out' }))).toBe(false);
    expect(rings(call({ phase: 'talking' }))).toBe(false);
  });
});

it('the simulator speaks two languages', () => {
  const { en, it: italian } = simulatorTexts;
  const same = Object.entries(en).filter(([key, text]) => italian[key as keyof typeof italian] === text);
  expect(same).toEqual([]);
});
