import { ApiError, ask, get, send, type Answer } from './client';
import type {
  Account,
  AccountRequest,
  ApiKey,
  AuditEntry,
  Box,
  CalendarStatus,
  CalendarYear,
  Call,
  Change,
  ChangeResult,
  CompanyReply,
  Doctor,
  Forwards,
  LineStatus,
  Me,
  Overview,
  Page,
  Phone,
  Recording,
  Route,
  Session,
  SipMessage,
  TrialLine,
  Value,
  Version,
  VoiceMessage,
} from './types';

type Signal = { signal?: AbortSignal };

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

export const calls = {
  live: ({ signal }: Signal = {}) => get<Call[]>('calls/live', undefined, signal),
  search: (search: CallSearch, after?: string, signal?: AbortSignal) =>
    get<Page<Call>>('calls', { ...search, after, limit: 50 }, signal),
  find: (id: string, { signal }: Signal = {}) => get<Call>(`calls/${encodeURIComponent(id)}`, undefined, signal),
  ladder: (id: string, { signal }: Signal = {}) =>
    get<SipMessage[]>(`calls/${encodeURIComponent(id)}/ladder`, undefined, signal),
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

/** Where an entry of the document is: a section, and where the section is a list of entries, its name. */
export interface Place {
  section: string;
  name?: string;
}

const pathOf = ({ section, name }: Place) =>
  `company/${section}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;

export const company = {
  get: ({ signal }: Signal = {}): Promise<Answer<CompanyReply>> => ask<CompanyReply>('company', { signal }),
  /** What it would change that an entry becomes another, or goes away (null). */
  preview: (place: Place, value: Value | null) => send<ChangeResult>('POST', 'company/preview', { ...place, value }),
  /** What it would change that this YAML text takes the place of the document. */
  previewText: (yaml: string) => send<ChangeResult>('POST', 'company/preview', { yaml }),
  put: (place: Place, value: Value, etag: string | null) =>
    ask<ChangeResult>(pathOf(place), { method: 'PUT', body: value, ifMatch: etag }),
  remove: (place: Place, etag: string | null) => ask<ChangeResult>(pathOf(place), { method: 'DELETE', ifMatch: etag }),
  versions: ({ signal }: Signal = {}) => get<Version[]>('company/versions', undefined, signal),
  diff: (a: number, b: number, { signal }: Signal = {}) =>
    get<Change[]>(`company/versions/${a}/diff/${b}`, undefined, signal),
  restore: (version: number, etag: string | null) =>
    ask<ChangeResult>(`company/versions/${version}/restore`, { method: 'POST', ifMatch: etag }),
};

export const system = {
  overview: ({ signal }: Signal = {}) => get<Overview>('overview', undefined, signal),
  lines: ({ signal }: Signal = {}) => get<LineStatus[]>('lines', undefined, signal),
  phones: ({ signal }: Signal = {}) => get<Phone[]>('phones', undefined, signal),
  doctor: ({ signal }: Signal = {}) => get<Doctor>('doctor', undefined, signal),
  route: (query: { from: string; to: string; line?: string; at?: string }) => get<Route>('route', query),
  calendars: ({ signal }: Signal = {}) => get<CalendarStatus[]>('calendars', undefined, signal),
  calendarYear: (name: string, year: number, signal?: AbortSignal) =>
    get<CalendarYear>(`calendars/${encodeURIComponent(name)}/year/${year}`, undefined, signal),
  switchCalendar: (name: string, to: string) => send('POST', `calendars/${encodeURIComponent(name)}/switch`, { to }),
  tryFlow: (name: string, trial: { from?: string; keys: string[]; at?: string; value?: Value }) =>
    send<TrialLine[]>('POST', `flows/${encodeURIComponent(name)}/try`, trial),
};

export const me = {
  get: ({ signal }: Signal = {}) => get<Me>('me', undefined, signal),
  calls: (after?: string, signal?: AbortSignal) => get<Page<Call>>('me/calls', { after, limit: 50 }, signal),
  setDoNotDisturb: (doNotDisturb: boolean) => send<Me>('PUT', 'me/doNotDisturb', { doNotDisturb }),
  setTwin: (twin: boolean) => send<Me>('PUT', 'me/twin', { twin }),
  setForwards: (forwards: Partial<Forwards>) => send<Me>('PUT', 'me/forwards', forwards),
  dial: (number: string) => send<{ id: string }>('POST', 'calls', { number }),
  setPassword: (current: string, password: string) => send('POST', 'session/password', { current, password }),
};

const messagePath = (box: string, id: string) => `me/voicemail/${encodeURIComponent(box)}/${encodeURIComponent(id)}`;

export const voicemail = {
  boxes: ({ signal }: Signal = {}) => get<Box[]>('me/voicemail', undefined, signal),
  messages: (box: string, { signal }: Signal = {}) =>
    get<VoiceMessage[]>(`me/voicemail/${encodeURIComponent(box)}`, undefined, signal),
  /** The path of a message's sound. */
  audio: (box: string, id: string) => `${messagePath(box, id)}/audio`,
  mark: (box: string, id: string, isHeard: boolean) => send('PUT', messagePath(box, id), { isHeard }),
  remove: (box: string, id: string) => send('DELETE', messagePath(box, id)),
};

export const administration = {
  accounts: ({ signal }: Signal = {}) => get<Account[]>('accounts', undefined, signal),
  addAccount: (account: AccountRequest) => send<Account>('POST', 'accounts', account),
  changeAccount: (user: string, change: AccountRequest) =>
    send<Account>('PUT', `accounts/${encodeURIComponent(user)}`, change),
  removeAccount: (user: string) => send('DELETE', `accounts/${encodeURIComponent(user)}`),
  apiKeys: ({ signal }: Signal = {}) => get<ApiKey[]>('apikeys', undefined, signal),
  addApiKey: (name: string, scopes: string[]) => send<ApiKey>('POST', 'apikeys', { name, scopes }),
  removeApiKey: (id: string) => send('DELETE', `apikeys/${encodeURIComponent(id)}`),
  audit: (after?: string, signal?: AbortSignal) => get<Page<AuditEntry>>('audit', { after, limit: 50 }, signal),
};
