import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../../api/client';
import { company, type Place } from '../../api/resources';
import type { FieldError, Value } from '../../api/types';

const PAUSE = 500;

/** What the server finds wrong with a value, asked when one has stopped typing; undefined while it is not known. */
export function useFaults(place: Place, value: Value, isAsked: boolean): readonly FieldError[] | undefined {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useQuery({
    queryKey: ['faults', place, settled],
    enabled: isAsked,
    queryFn: async (): Promise<readonly FieldError[]> => {
      try {
        await company.preview(place, JSON.parse(settled) as Value);
        return [];
      } catch (error) {
        if (error instanceof ApiError && error.errors.length > 0) return error.errors;
        throw error;
      }
    },
  });
  return settled === text ? data : undefined;
}
