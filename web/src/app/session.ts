import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiError, SIGNED_OUT } from '../api/client';
import { session } from '../api/resources';
import type { Session } from '../api/types';
import { live } from '../live/connection';

const KEY = ['session'];

/** Who is signed in: undefined while that is being asked, null for nobody. */
export function useSession(): Session | null | undefined {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => {
      try {
        return await session.get({ signal });
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: Infinity,
    retry: true,
    retryDelay: (count) => Math.min(500 * 2 ** count, 5000),
  });
  useEffect(() => {
    const out = () => client.setQueryData(KEY, null);
    window.addEventListener(SIGNED_OUT, out);
    return () => window.removeEventListener(SIGNED_OUT, out);
  }, [client]);
  // What happens is told live to those who see all of it.
  const isIn = data ? maySee(data) : false;
  useEffect(() => {
    if (!isIn) return undefined;
    live.start();
    return () => live.stop();
  }, [isIn]);
  return data;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (p: { user: string; password: string; code?: string }) => session.signIn(p.user, p.password, p.code),
    onSuccess: () => client.resetQueries({ queryKey: KEY }),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => session.signOut(),
    onSettled: () => {
      client.clear();
      window.dispatchEvent(new Event(SIGNED_OUT));
      window.location.assign('/');
    },
  });
}

/** Looks at all calls, lines and the company; others have their own page only. */
export const maySee = (who: Session): boolean => ['administrator', 'supervisor', 'reader'].includes(who.role);
export const mayCommand = (who: Session): boolean => ['administrator', 'supervisor'].includes(who.role);
export const mayAdminister = (who: Session): boolean => who.role === 'administrator';
