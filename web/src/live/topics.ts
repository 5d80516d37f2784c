import type { Call, Overview, Phone } from '../api/types';

/** What each topic of the hub holds, and how a change of it is told. */
export interface Topics {
  calls: { state: Call[]; change: { call?: Call; removed?: string } };
  overview: { state: Overview; change: Partial<Overview> };
  phones: { state: Phone[]; change: Phone };
}

export type Topic = keyof Topics;
export type StateOf<T extends Topic> = Topics[T]['state'];

function withItem<T>(items: readonly T[], item: T, keyOf: (item: T) => string): T[] {
  const at = items.findIndex((other) => keyOf(other) === keyOf(item));
  return at < 0 ? [...items, item] : items.with(at, item);
}

type Apply<T extends Topic> = (state: StateOf<T>, change: Topics[T]['change']) => StateOf<T>;

const applyTo: { [T in Topic]: Apply<T> } = {
  calls: (state, { call, removed }) => {
    const gone = removed ?? (call?.phase === 'Ended' ? call.id : undefined);
    const rest = gone ? state.filter((c) => c.id !== gone) : state;
    return call && !gone ? withItem(rest, call, (c) => c.id) : rest;
  },
  overview: (state, change) => ({ ...state, ...change }),
  phones: (state, change) => withItem(state, change, (p) => p.name),
};

/** The state after a change; a new one, the old stays as it was. */
export function apply<T extends Topic>(topic: T, state: StateOf<T>, change: Topics[T]['change']): StateOf<T> {
  return applyTo[topic](state, change);
}
