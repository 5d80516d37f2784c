import type { Entry } from '../../../api/types';
import { isEntry, withValue } from '../../../shared/entry';

/** The cells of a CSV text (RFC 4180), separated by commas, or by semicolons where the first row has some, as Excel writes in Italy. */
export function cellsOf(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, '');
  const separator = (clean.split(/\r?\n/, 1)[0] ?? '').includes(';') ? ';' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRow = () => {
    row.push(cell.trim());
    if (row.some(Boolean)) rows.push(row);
    row = [];
    cell = '';
  };
  for (let at = 0; at < clean.length; at++) {
    const letter = clean[at];
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (clean[at + 1] === '"') cell += clean[at++];
      else isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter === separator) {
      row.push(cell.trim());
      cell = '';
    } else if (letter === '\n') endRow();
    else cell += letter;
  }
  endRow();
  return rows;
}

export type CsvFault = { kind: 'noKey' } | { kind: 'nothing' } | { kind: 'unknown' | 'twice'; what: string };

export interface CsvUsers {
  users: Entry;
  count: number;
  fresh: number;
}

const FIELDS = [
  'name',
  'extension',
  'number',
  'teams.upn',
  'teams.number',
  'teams.fqdn',
  'class',
  'callerId',
  'pin',
  'callWaiting',
  'doNotDisturb',
  'forward.always',
  'forward.busy',
  'forward.noAnswer',
  'forward.unreachable',
  'twin.ringTime',
  'twin.teamsDelay',
  'twin.teamsHours',
  'twin.teamsMissedCall',
];

/** The section of users after an import: what the file names is set, everything else stays as it is. */
export function merged(before: Entry, text: string): CsvUsers | CsvFault {
  const [head, ...rows] = cellsOf(text);
  if (!head?.includes('key')) return { kind: 'noKey' };
  const unknown = head.find((name) => name !== 'key' && !FIELDS.includes(name));
  if (unknown !== undefined) return { kind: 'unknown', what: unknown };
  if (rows.length === 0) return { kind: 'nothing' };
  const users: Entry = { ...before };
  const seen = new Set<string>();
  for (const row of rows) {
    const key = row[head.indexOf('key')] ?? '';
    if (seen.has(key)) return { kind: 'twice', what: key };
    seen.add(key);
    const found = users[key];
    users[key] = head.reduce<Entry>(
      (user, name, at) => {
        const value = row[at];
        return name === 'key' || !value ? user : withValue(user, name.split('.'), value);
      },
      isEntry(found) ? found : {},
    );
  }
  return { users, count: seen.size, fresh: [...seen].filter((key) => before[key] === undefined).length };
}
