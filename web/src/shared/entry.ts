import type { Entry, Value } from '../api/types';

export const isEntry = (value: Value | undefined): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path of keys; undefined where there is none. */
export function valueAt(entry: Entry, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((value, key) => (isEntry(value) ? value[key] : undefined), entry);
}

/** A scalar at a path as text; empty where there is none. */
export function textAt(entry: Entry, path: readonly string[]): string {
  const value = valueAt(entry, path);
  return value === undefined || typeof value === 'object' ? '' : String(value);
}

/** A list at a path as texts; one value alone is a list of one. */
export function listAt(entry: Entry, path: readonly string[]): string[] {
  const value = valueAt(entry, path);
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? value.map(String) : typeof value === 'object' ? [] : [String(value)];
}

/** The entry with another value at a path; undefined takes it away, and what is left empty with it. The old entry stays as it was. */
export function withValue(entry: Entry, path: readonly string[], value: Value | undefined): Entry {
  const [key, ...rest] = path;
  if (key === undefined) return entry;
  const before = entry[key];
  const inner = rest.length === 0 ? value : withValue(isEntry(before) ? before : {}, rest, value);
  const isGone = inner === undefined || (rest.length > 0 && isEntry(inner) && Object.keys(inner).length === 0);
  if (!isGone) return { ...entry, [key]: inner };
  return Object.fromEntries(Object.entries(entry).filter(([other]) => other !== key));
}

const isSame = (a: Value | undefined, b: Value | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** One's own changes of an entry on top of what others made of it meanwhile: a field that one did not touch is theirs. */
export function rebased(base: Entry, mine: Entry, theirs: Entry): Entry {
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
  const merged = keys.map((key) => {
    const [was, own, other] = [base[key], mine[key], theirs[key]];
    if (isEntry(own) && isEntry(other)) return [key, rebased(isEntry(was) ? was : {}, own, other)] as const;
    return [key, isSame(was, own) ? other : own] as const;
  });
  return Object.fromEntries(merged.filter((pair): pair is [string, Value] => pair[1] !== undefined));
}
