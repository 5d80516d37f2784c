import { useQuery } from '@tanstack/react-query';
import { company } from '../../api/resources';
import { isEntry } from '../../shared/entry';
import type { Entry, Sections } from '../../api/types';

/** The company document in force with its version. */
export function useCompany() {
  return useQuery({ queryKey: ['company'], queryFn: ({ signal }) => company.get({ signal }) });
}

/** The entries of a section, by name. */
export function entriesOf(document: Sections, section: string): [string, Entry][] {
  return Object.entries(document[section] ?? {}).map(([name, value]) => [name, isEntry(value) ? value : {}]);
}

export const namesOf = (document: Sections, section: string): string[] => Object.keys(document[section] ?? {});
