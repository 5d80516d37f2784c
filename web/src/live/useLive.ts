import { useCallback, useSyncExternalStore } from 'react';
import { live, type Link } from './connection';
import type { StateOf, Topic } from './topics';

/** The state of a topic as it changes; undefined until the first snapshot is there. */
export function useLive<T extends Topic>(topic: T): StateOf<T> | undefined {
  const subscribe = useCallback((listener: () => void) => live.subscribe(topic, listener), [topic]);
  return useSyncExternalStore(subscribe, () => live.state(topic));
}

/** Whether the page hears of what happens. */
export function useLink(): Link {
  return useSyncExternalStore(live.onLink, live.link);
}
