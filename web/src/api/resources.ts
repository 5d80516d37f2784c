import { ApiError, ask, get, send, type Answer } from './client';
import type {
  Account,
  ApiKey,
  AuditEntry,
  CalendarYear,
  Call,
  CompanyDocument,
  CompanyReply,
  Delivery,
  Doctor,
  ForwardKind,
  LineStatus,
  Me,
  Overview,
  Page,
  Phone,
  Preview,
  Recording,
  Role,
  Route,
  Session,
  SipMessage,
  TrialLine,
  Version,
  Webhook,
  Change,
} from './types';

type Signal = { signal?: AbortSignal };

/** A list, whether the server pages it or not. */
function itemsOf<T>(reply: Page<T> | T[]): T[] {
  return Array.isArray(reply) ? reply : reply.items;
}

async function list<T>(path: string, signal?: AbortSignal): Promise<T[]> {
  return itemsOf(await get<Page<T> | T[]>(path, undefined, signal));
}

export const session = {
  get: ({ signal }: Signal = {}) => get<Session>('session', undefined, signal),
  signIn: (user: string, password: string, code?: string) =>
    send<Session>('POST', 'session', { user, password, ...(code ? { code } : {}) }),
  signOut: () => send('DELETE', 'session'),
  setUp: (token: string, user: string, password: string) => send('POST', 'setup', { token, user, password }),
};

export interface CallSearch {
  search?: string;
  from?: string;
  to?: string;
  line?: string;
  user?: string;
}

interface RawMessage extends Omit<SipMessage, 'text'> {
  text?: string;
  bytes?: string;
}

function textOf({ bytes, text, ...rest }: RawMessage): SipMessage {
  const decoded = bytes ? new TextDecoder().decode(Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))) : '';
  return { ...rest, text: text ?? decoded };
}

export const calls = {
  live: ({ signal }: Signal = {}) => list<Call>('calls/live', signal),
  search: (search: CallSearch, after?: string, signal?: AbortSignal) =>
    get<Page<Call>>('calls', { ...search, after, limit: 50 }, signal),
  find: (id: string, { signal }: Signal = {}) => get<Call>(`calls/${encodeURIComponent(id)}`, undefined, signal),
  ladder: async (id: string, { signal }: Signal = {}) =>
    (await list<RawMessage>(`calls/${encodeURIComponent(id)}/ladder`, signal)).map(textOf),
  hangUp: (id: string) => send('POST', `calls/${encodeURIComponent(id)}/hangup`),
};

export const recordings = {
  find: (call: string, { signal }: Signal = {}) =>
    get<Recording>(`recordings/${encodeURIComponent(call)}`, undefined, signal).catch((e: unknown) => {
      if (e instanceof ApiError && e.status === 404) return null;
      throw e;
    }),
  remove: (call: string) => send('DELETE', `recordings/${encodeURIComponent(call)}`),
};

export const company = {
  get: ({ signal }: Signal = {}): Promise<Answer<CompanyReply>> => ask<CompanyReply>('company', { signal }),
  preview: (document: CompanyDocument, signal?: AbortSignal) =>
    ask<Preview>('company/preview', { method: 'POST', body: document, signal }).then((a) => a.data),
  put: (section: string, name: string, value: unknown, etag: string | null) =>
    ask(`company/${section}/${encodeURIComponent(name)}`, { method: 'PUT', body: value, ifMatch: etag }),
  remove: (section: string, name: string, etag: string | null) =>
    ask(`company/${section}/${encodeURIComponent(name)}`, { method: 'DELETE', ifMatch: etag }),
  versions: ({ signal }: Signal = {}) => list<Version>('company/versions', signal),
  diff: async (a: number, b: number, { signal }: Signal = {}) => {
    const reply = await get<Preview | Change[]>(`company/versions/${a}/diff/${b}`, undefined, signal);
    return Array.isArray(reply) ? reply : reply.changes;
  },
  restore: (version: number) => send('POST', `company/versions/${version}/restore`),
};

export const system = {
  overview: ({ signal }: Signal = {}) => get<Overview>('overview', undefined, signal),
  lines: ({ signal }: Signal = {}) => list<LineStatus>('lines', signal),
  phones: ({ signal }: Signal = {}) => list<Phone>('phones', signal),
  doctor: ({ signal }: Signal = {}) => get<Doctor>('doctor', undefined, signal),
  route: (from: string, to: string, at?: string, signal?: AbortSignal) => get<Route>('route', { from, to, at }, signal),
  calendarYear: (name: string, year: number, signal?: AbortSignal) =>
    get<CalendarYear>(`calendars/${encodeURIComponent(name)}/year/${year}`, undefined, signal),
  switchCalendar: (name: string, to: 'auto' | 'day' | 'night') =>
    send('POST', `calendars/${encodeURIComponent(name)}/switch`, { to }),
  tryFlow: async (name: string, from: string, keys: string[], at?: string) => {
    const reply = await send<TrialLine[] | { lines: TrialLine[] }>('POST', `flows/${encodeURIComponent(name)}/try`, {
      from,
      keys,
      at,
    });
    return Array.isArray(reply) ? reply : reply.lines;
  },
};

export const me = {
  get: ({ signal }: Signal = {}) => get<Me>('me', undefined, signal),
  calls: ({ signal }: Signal = {}) => list<Call>('me/calls', signal),
  setDoNotDisturb: (isOn: boolean) => send('PUT', 'me/doNotDisturb', { doNotDisturb: isOn }),
  setForwards: (forwards: Partial<Record<ForwardKind, string | null>>) => send('PUT', 'me/forwards', forwards),
};

export const administration = {
  accounts: ({ signal }: Signal = {}) => list<Account>('accounts', signal),
  addAccount: (account: { user: string; password: string; role: Role; person?: string }) =>
    send('POST', 'accounts', account),
  changeAccount: (user: string, change: { role?: Role; isDisabled?: boolean; password?: string }) =>
    send('PUT', `accounts/${encodeURIComponent(user)}`, change),
  removeAccount: (user: string) => send('DELETE', `accounts/${encodeURIComponent(user)}`),
  apiKeys: ({ signal }: Signal = {}) => list<ApiKey>('apikeys', signal),
  addApiKey: (name: string, scopes: string[]) => send<ApiKey>('POST', 'apikeys', { name, scopes }),
  removeApiKey: (id: string) => send('DELETE', `apikeys/${encodeURIComponent(id)}`),
  audit: (after?: string, signal?: AbortSignal) => get<Page<AuditEntry>>('audit', { after, limit: 50 }, signal),
  webhooks: ({ signal }: Signal = {}) => list<Webhook>('webhooks', signal),
  addWebhook: (url: string, events: string[], secret: string) => send('POST', 'webhooks', { url, events, secret }),
  removeWebhook: (id: string) => send('DELETE', `webhooks/${encodeURIComponent(id)}`),
  deliveries: ({ signal }: Signal = {}) => list<Delivery>('webhooks/deliveries', signal),
};
