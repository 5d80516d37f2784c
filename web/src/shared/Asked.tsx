import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from './Failure';
import { Loading } from './Loading';

/** Shows what was asked for, when it is there. */
export function Asked<T>({ query, children }: { query: UseQueryOptions<T>; children: (data: T) => ReactNode }) {
  const { data, error, refetch } = useQuery(query);
  if (data !== undefined) return children(data);
  return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
}
