import { useState } from 'react';
import { ApiError } from '../api/client';

export interface ChangeState {
  /** Sends a change; true where the server took it. */
  run: (act: () => Promise<unknown>) => Promise<boolean>;
  isRunning: boolean;
  isDone: boolean;
  /** What the server said, where it is about no field. */
  error: unknown;
  /** What the server said, whatever it is about: for forms that do not have all its fields. */
  whole: unknown;
  /** What the server says of a field, for beside it. */
  faultOf: (field: string) => string | undefined;
}

/** The way of a small form to the server: what is wrong with a field is told beside it, everything else as the form's error. */
export function useChange(): ChangeState {
  const [state, setState] = useState<{ isRunning: boolean; isDone: boolean; error: unknown }>({
    isRunning: false,
    isDone: false,
    error: null,
  });
  const fields = state.error instanceof ApiError ? state.error.errors : [];
  const run = async (act: () => Promise<unknown>) => {
    setState({ isRunning: true, isDone: false, error: null });
    try {
      await act();
      setState({ isRunning: false, isDone: true, error: null });
      return true;
    } catch (error) {
      setState({ isRunning: false, isDone: false, error });
      return false;
    }
  };
  return {
    run,
    isRunning: state.isRunning,
    isDone: state.isDone,
    error: fields.length > 0 ? null : state.error,
    whole: state.error,
    faultOf: (field) => {
      const fault = fields.find((f) => f.field === field);
      return fault && [fault.message, fault.mend].filter(Boolean).join('; ');
    },
  };
}
