import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, type Answer } from '../../../api/client';
import { company, type Place } from '../../../api/resources';
import type { Change, CompanyReply, FieldError, Value } from '../../../api/types';

/** What somebody else did since the page was opened. */
export interface Conflict {
  by: string;
  changes: Change[];
  now: Answer<CompanyReply>;
}

interface State {
  isBusy: boolean;
  errors: readonly FieldError[];
  failure: unknown;
  /** What the change that waits for its confirmation does. */
  preview: { place: Place; value: Value | null; changes: readonly Change[] } | null;
  conflict: Conflict | null;
}

const QUIET: State = { isBusy: false, errors: [], failure: null, preview: null, conflict: null };

/**
 * A change of the company document: looked at as a difference, then put in force for the version that it was made for. Where somebody else
 * was faster, what they changed is told, and the change can be looked at again on top of theirs.
 */
export function useEditor(loaded: Answer<CompanyReply>) {
  const queries = useQueryClient();
  const [base, setBase] = useState({ version: loaded.data.version, etag: loaded.etag });
  const [state, setState] = useState(QUIET);

  const failed = (error: unknown) => {
    const errors = error instanceof ApiError ? error.errors : [];
    setState({ ...QUIET, errors, failure: errors.length > 0 ? null : error });
  };

  const look = async (place: Place, value: Value | null) => {
    setState({ ...QUIET, isBusy: true });
    try {
      const { changes } = await company.preview(place, value);
      setState({ ...QUIET, preview: { place, value, changes } });
    } catch (error) {
      failed(error);
    }
  };

  const tellConflict = async () => {
    const now = await company.get();
    setState({
      ...QUIET,
      conflict: {
        by: now.data.appliedBy ?? '',
        changes: await company.diff(base.version, now.data.version),
        now,
      },
    });
  };

  /** Puts in force what was looked at. */
  const apply = async (): Promise<boolean> => {
    const { preview } = state;
    if (!preview) return false;
    setState({ ...state, isBusy: true });
    try {
      const { place, value } = preview;
      const done = await (value === null ? company.remove(place, base.etag) : company.put(place, value, base.etag));
      setBase({ version: done.data.version, etag: done.etag });
      setState(QUIET);
      await queries.invalidateQueries();
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.isConflict) await tellConflict().catch(failed);
      else failed(error);
      return false;
    }
  };

  return {
    ...state,
    look,
    apply,
    dismiss: () => setState(QUIET),
    /** Goes on with one's own change on top of the others'. */
    accept: ({ now }: Conflict) => {
      setBase({ version: now.data.version, etag: now.etag });
      setState(QUIET);
      void queries.invalidateQueries({ queryKey: ['company'] });
    },
  };
}

export type Editor = ReturnType<typeof useEditor>;
