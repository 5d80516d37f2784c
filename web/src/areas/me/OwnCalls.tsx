import { Button } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { me } from '../../api/resources';
import { usePreferences } from '../../app/preferences';
import { Failure } from '../../shared/Failure';
import { Grid } from '../../shared/Grid';
import { Loading } from '../../shared/Loading';
import { moment, party, talked } from '../../shared/format';
import { isOutgoing, outcomeOf } from './ownCalls';

/** One's own calls, one entry a call. */
export function OwnCalls({ person }: { person: string }) {
  const { texts: t, language } = usePreferences();
  const found = useInfiniteQuery({
    queryKey: ['me', 'calls'],
    queryFn: ({ pageParam, signal }) => me.calls(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 10_000,
  });
  if (!found.data) return found.error ? <Failure error={found.error} /> : <Loading />;
  return (
    <>
      <Grid
        label={t.me.calls}
        items={found.data.pages.flatMap((page) => page.items)}
        keyOf={(c) => c.id}
        empty={t.me.noCalls}
        columns={[
          { title: t.calls.kind, cell: (c) => (isOutgoing(c, person) ? t.me.out : t.me.incoming) },
          { title: t.me.with_, cell: (c) => party(isOutgoing(c, person) ? c.called : c.caller, t) },
          { title: t.calls.begun, cell: (c) => moment(c.startedAt, language) },
          { title: t.calls.duration, cell: (c) => talked(c, Date.now()) ?? '' },
          { title: t.calls.result, cell: (c) => outcomeOf(c, person, t) },
        ]}
      />
      {found.hasNextPage && <Button onClick={() => void found.fetchNextPage()}>{t.common.more}</Button>}
    </>
  );
}
