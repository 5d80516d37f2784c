import type { FieldError, Problem } from './types';

const BASE = '/api/v1';

/** Heard when the server says that nobody is signed in any more. */
export const SIGNED_OUT = 'ponte:signed-out';

/** What the server refused, as problem details (RFC 9457) tell it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(title);
  }

  /** Somebody else changed it first. */
  get isConflict(): boolean {
    return this.status === 412;
  }

  /** The server was not reached at all. */
  get isOffline(): boolean {
    return this.status === 0;
  }
}

export interface Answer<T> {
  data: T;
  etag: string | null;
}

export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Record<string, string | number | undefined | null>;
  body?: unknown;
  /** The version that a change is made to. */
  ifMatch?: string | null;
  signal?: AbortSignal;
}

/** Address of a resource of the API. */
export function addressOf(path: string, query: Ask['query'] = {}): string {
  const parts = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(parts.map(([key, value]) => [key, String(value)])).toString();
  return `${BASE}/${path}${text ? `?${text}` : ''}`;
}

async function problemOf(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const title = problem.detail ?? problem.title ?? response.statusText;
  return new ApiError(response.status, title, Array.isArray(problem.errors) ? problem.errors : []);
}

/** Asks the server; throws {@link ApiError} for everything but success. */
export async function ask<T>(
  path: string,
  { method = 'GET', query, body, ifMatch, signal }: Ask = {},
): Promise<Answer<T>> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Accept-Language': document.documentElement.lang,
  };
  if (method !== 'GET') headers['X-Ponte'] = '1';
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (ifMatch) headers['If-Match'] = ifMatch;
  let response: Response;
  try {
    response = await fetch(addressOf(path, query), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, '');
  }
  if (!response.ok) {
    if (response.status === 401 && !path.startsWith('session')) window.dispatchEvent(new Event(SIGNED_OUT));
    throw await problemOf(response);
  }
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  const text = response.status === 204 ? '' : await response.text();
  return { data: (isJson && text ? JSON.parse(text) : text || undefined) as T, etag: response.headers.get('ETag') };
}

/** As {@link ask}, for those who need the data only. */
export async function get<T>(path: string, query?: Ask['query'], signal?: AbortSignal): Promise<T> {
  return (await ask<T>(path, { query, signal })).data;
}

/** Sends a change that has no version. */
export async function send<T = void>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return (await ask<T>(path, { method, body })).data;
}
