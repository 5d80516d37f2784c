import { createContext, useContext } from 'react';
import type { FieldError } from '../../../api/types';

interface Faults {
  /** The place of the entry in the document: users.mrossi. */
  prefix: string;
  errors: readonly FieldError[];
  isReadOnly: boolean;
}

export const FaultsContext = createContext<Faults>({ prefix: '', errors: [], isReadOnly: false });

export const wordsOfFault = (e: FieldError): string => [e.message, e.mend].filter(Boolean).join('; ');

/** What is wrong with a field of the entry, or with a part of it. */
export function useFault(path: readonly string[]): string | undefined {
  const { prefix, errors } = useContext(FaultsContext);
  const field = [prefix, ...path].join('.');
  const found = errors.filter(
    (e) => e.field === field || e.field.startsWith(`${field}.`) || e.field.startsWith(`${field}[`),
  );
  return found.length > 0 ? found.map(wordsOfFault).join(' · ') : undefined;
}

export const useReadOnly = (): boolean => useContext(FaultsContext).isReadOnly;
