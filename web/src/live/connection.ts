import type { HubConnection } from '@microsoft/signalr';
import { apply, type StateOf, type Topic, type Topics } from './topics';

export type Link = 'connecting' | 'connected' | 'lost';

/** The part of a hub connection that is used, so that tests can stand in for it. */
export type Hub = Pick<HubConnection, 'on' | 'onclose' | 'start' | 'stop' | 'invoke'>;

interface Feed {
  sequence: number | null;
  state: unknown;
  listeners: Set<() => void>;
}

const DELAYS = [500, 1000, 2000, 5000, 10_000] as const;

async function realHub(): Promise<Hub> {
  const { HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr');
  return new HubConnectionBuilder().withUrl('/api/v1/live').configureLogging(LogLevel.None).build();
}

/**
 * The one live connection of the page. A topic begins with a snapshot and goes on with numbered changes; after a lost connection it is
 * asked for from the last number on, and where a number is missing, for a new snapshot.
 */
export class LiveConnection {
  private readonly feeds = new Map<Topic, Feed>();
  private readonly linkListeners = new Set<() => void>();
  private hub: Hub | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private isWanted = false;
  private current: Link = 'connecting';

  constructor(private readonly makeHub: () => Promise<Hub> = realHub) {}

  readonly link = (): Link => this.current;

  readonly onLink = (listener: () => void): (() => void) => {
    this.linkListeners.add(listener);
    return () => this.linkListeners.delete(listener);
  };

  state<T extends Topic>(topic: T): StateOf<T> | undefined {
    return this.feeds.get(topic)?.state as StateOf<T> | undefined;
  }

  subscribe(topic: Topic, listener: () => void): () => void {
    let feed = this.feeds.get(topic);
    if (!feed) {
      feed = { sequence: null, state: undefined, listeners: new Set() };
      this.feeds.set(topic, feed);
      void this.ask(topic);
    }
    feed.listeners.add(listener);
    return () => feed.listeners.delete(listener);
  }

  start(): void {
    if (this.isWanted) return;
    this.isWanted = true;
    void this.open();
  }

  stop(): void {
    this.isWanted = false;
    clearTimeout(this.timer);
    const hub = this.hub;
    this.hub = null;
    void hub?.stop();
    this.feeds.forEach((feed) => {
      feed.sequence = null;
      feed.state = undefined;
    });
    this.become('connecting');
  }

  private async open(): Promise<void> {
    try {
      const hub = await this.makeHub();
      hub.on('Snapshot', (topic: Topic, sequence: number, state: unknown) => this.take(topic, sequence, state));
      hub.on('Change', (topic: Topic, sequence: number, change: unknown) => this.change(topic, sequence, change));
      hub.onclose(() => this.lost(hub));
      this.hub = hub;
      await hub.start();
      if (this.hub !== hub) return;
      this.failures = 0;
      this.become('connected');
      await Promise.all([...this.feeds.keys()].map((topic) => this.ask(topic)));
    } catch {
      this.lost(this.hub);
    }
  }

  private lost(hub: Hub | null): void {
    if (!this.isWanted || this.hub !== hub) return;
    this.hub = null;
    this.become('lost');
    clearTimeout(this.timer);
    const delay = DELAYS[Math.min(this.failures++, DELAYS.length - 1)];
    this.timer = setTimeout(() => void this.open(), delay);
  }

  private async ask(topic: Topic): Promise<void> {
    if (this.current !== 'connected' || !this.hub) return;
    const hub = this.hub;
    try {
      await hub.invoke('Subscribe', topic, this.feeds.get(topic)?.sequence ?? null);
    } catch {
      // A connection that ends meanwhile is opened again and asks again; a topic that one may not see stays empty.
    }
  }

  private take(topic: Topic, sequence: number, state: unknown): void {
    const feed = this.feeds.get(topic);
    if (!feed) return;
    feed.sequence = sequence;
    feed.state = state;
    feed.listeners.forEach((listener) => listener());
  }

  private change(topic: Topic, sequence: number, change: unknown): void {
    const feed = this.feeds.get(topic);
    if (!feed || feed.sequence === null || sequence <= feed.sequence) return;
    if (sequence !== feed.sequence + 1) {
      feed.sequence = null;
      void this.ask(topic);
      return;
    }
    this.take(topic, sequence, apply(topic, feed.state as StateOf<Topic>, change as Topics[Topic]['change'] & never));
  }

  private become(link: Link): void {
    if (link === this.current) return;
    this.current = link;
    this.linkListeners.forEach((listener) => listener());
  }
}

export const live = new LiveConnection();
