import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { addressOf } from '../../api/client';
import { calls } from '../../api/resources';
import type { Session } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { Asked } from '../../shared/Asked';
import { Failure } from '../../shared/Failure';
import { Grid } from '../../shared/Grid';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { evidence, moment, party, talked, why } from '../../shared/format';
import { Ladder } from './Ladder';
import { RecordingPlayer } from './RecordingPlayer';

export default function CallPage({ who }: { who: Session }) {
  const { texts: t, language } = usePreferences();
  const { id = '' } = useParams();
  const {
    data: call,
    error,
    refetch,
  } = useQuery({ queryKey: ['call', id], queryFn: ({ signal }) => calls.find(id, { signal }) });
  if (!call) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  return (
    <Page
      title={`${party(call.caller, t)} → ${party(call.called, t)}`}
      actions={<a href={addressOf(`calls/${encodeURIComponent(id)}/pcap`)}>{t.calls.pcap}</a>}
    >
      <section className="card">
        <h2>{call.end ? t.calls.why : t.common.state}</h2>
        <p>{call.end ? why(call.end, t) : t.calls.phase[call.phase]}</p>
        <p className="muted">
          {[moment(call.startedAt, language), talked(call, 0), call.end ? evidence(call.end) : '']
            .filter(Boolean)
            .join(' · ')}
        </p>
        {call.mergedInto && <Link to={`/calls/${call.mergedInto}`}>{t.calls.mergedInto}</Link>}
      </section>
      <section className="card">
        <h2>{t.calls.legs}</h2>
        <Grid
          label={t.calls.legs}
          items={call.legs ?? []}
          keyOf={(leg) => leg.id}
          columns={[
            { title: t.calls.kind, cell: (leg) => t.calls.legKind[leg.kind] },
            { title: t.common.name, cell: (leg) => leg.user ?? leg.name },
            { title: t.calls.leg, cell: (leg) => (leg.isIncoming ? t.calls.direction.in : t.calls.direction.out) },
            { title: t.calls.peer, cell: (leg) => leg.peer },
            { title: t.calls.begun, cell: (leg) => moment(leg.startedAt, language) },
            { title: t.calls.result, cell: (leg) => (leg.end ? why(leg.end, t) : '') },
          ]}
        />
      </section>
      {(call.path ?? []).length > 0 && (
        <section className="card">
          <h2>{t.calls.path}</h2>
          <ol>
            {call.path?.map((step, at) => (
              <li key={at}>{[step.flow, step.step, step.value, step.result].filter(Boolean).join(' · ')}</li>
            ))}
          </ol>
        </section>
      )}
      <RecordingPlayer call={call.id} who={who} />
      <section className="card">
        <h2>{t.calls.ladder}</h2>
        <Asked query={{ queryKey: ['ladder', id], queryFn: ({ signal }) => calls.ladder(id, { signal }) }}>
          {(messages) => <Ladder messages={messages} />}
        </Asked>
      </section>
    </Page>
  );
}
