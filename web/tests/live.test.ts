import { describe, expect, it, vi } from 'vitest';
import type { Call } from '../src/api/types';
import { LiveConnection, type Hub } from '../src/live/connection';

const call = (id: string, phase: Call['phase'] = 'Talking') => ({ id, phase }) as Call;

function fakeHub() {
  const handlers = new Map<string, (...args: unknown[]) => void>();
  let close: () => void = () => {};
  const invoke = vi.fn(async () => {});
  const hub = {
    on: (n: string, h: never) => handlers.set(n, h),
    onclose: (h: never) => (close = h),
    start: async () => {},
    stop: async () => {},
    invoke,
  } as unknown as Hub;
  return {
    hub,
    invoke,
    say: (name: string, ...args: unknown[]) => handlers.get(name)?.(...args),
    close: () => close(),
  };
}

async function connected() {
  const hubs = [fakeHub(), fakeHub()] as const;
  let next = 0;
  const live = new LiveConnection(async () => (hubs[next++] ?? hubs[1]).hub);
  live.subscribe('calls', () => {});
  live.start();
  await vi.waitFor(() => expect(hubs[0].invoke).toHaveBeenCalledWith('Subscribe', 'calls', null));
  return { live, hubs };
}

describe('the live connection', () => {
  it('begins with a snapshot and follows changes', async () => {
    const { live, hubs } = await connected();
    hubs[0].say('Snapshot', 'calls', 7, [call('a')]);
    hubs[0].say('Change', 'calls', 8, { call: call('b') });
    hubs[0].say('Change', 'calls', 9, { call: call('a', 'Ended') });
    expect(live.state('calls')?.map((c) => c.id)).toEqual(['b']);
  });

  it('passes over what it has had, and asks anew where a change is missing', async () => {
    const { live, hubs } = await connected();
    hubs[0].say('Snapshot', 'calls', 7, [call('a')]);
    hubs[0].say('Change', 'calls', 7, { call: call('old') });
    expect(live.state('calls')).toHaveLength(1);
    hubs[0].invoke.mockClear();
    hubs[0].say('Change', 'calls', 9, { call: call('c') });
    expect(hubs[0].invoke).toHaveBeenCalledWith('Subscribe', 'calls', null);
    expect(live.state('calls')).toHaveLength(1);
  });

  it('comes back by itself and asks from the last number on', async () => {
    const { live, hubs } = await connected();
    hubs[0].say('Snapshot', 'calls', 7, [call('a')]);
    hubs[0].close();
    expect(live.link()).toBe('lost');
    await vi.waitFor(() => expect(hubs[1].invoke).toHaveBeenCalledWith('Subscribe', 'calls', 7), { timeout: 5000 });
    expect(live.link()).toBe('connected');
  });
});
