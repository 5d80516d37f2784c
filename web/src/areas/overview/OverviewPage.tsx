import { useQuery } from '@tanstack/react-query';
import { system } from '../../api/resources';
import type { Finding, LineStatus } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useLive } from '../../live/useLive';
import { Asked } from '../../shared/Asked';
import { Failure } from '../../shared/Failure';
import { FindingList } from '../../shared/FindingList';
import { HealthBadge } from '../../shared/HealthBadge';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { TodayCurve } from './TodayCurve';

function Line({ line }: { line: LineStatus }) {
  const { texts: t } = usePreferences();
  return (
    <li>
      <div className="bar">
        <strong>{line.name}</strong>
        <HealthBadge state={line.state} />
        <span className="muted">
          {line.calls}
          {line.channels ? ` ${t.overview.of} ${line.channels} ${t.overview.channels}` : ''}
        </span>
      </div>
      {line.detail && <div>{line.detail}</div>}
      <ul className="plain peers">
        {line.peers.map((peer) => (
          <li key={peer.peer} className="bar">
            <span>{peer.peer}</span>
            <HealthBadge state={peer.state} />
            <span className="muted">{peer.detail}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** The doctor asks lines and names each time: not more often than this, in milliseconds. */
const DOCTOR_AGE = 300_000;

function Ills({ findings }: { findings: readonly Finding[] }) {
  const { texts: t } = usePreferences();
  const ills = findings.filter((f) => f.level !== 'Good');
  return ills.length === 0 ? <p className="muted">{t.overview.noFindings}</p> : <FindingList findings={ills} />;
}

export default function OverviewPage() {
  const { texts: t } = usePreferences();
  const live = useLive('overview');
  const { data, error, refetch } = useQuery({ queryKey: ['overview'], queryFn: system.overview });
  const now = live ?? data;
  if (!now) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  return (
    <Page title={t.overview.title} actions={<HealthBadge state={now.state} />}>
      <div className="figures">
        <div className="card figure">
          <span>{t.overview.now}</span>
          <strong>{now.calls}</strong>
        </div>
        <div className="card figure">
          <span>{t.overview.phones}</span>
          <strong>
            {now.phones.registered}/{now.phones.known}
          </strong>
        </div>
      </div>
      <div className="cards">
        <section className="card">
          <h2>{t.overview.lines}</h2>
          <ul className="plain">
            {now.lines.map((line) => (
              <Line key={line.name} line={line} />
            ))}
          </ul>
        </section>
        <section className="card">
          <h2>{t.overview.today}</h2>
          <TodayCurve hours={now.today ?? []} />
        </section>
        <section className="card">
          <h2>{t.overview.alarms}</h2>
          {(now.alarms ?? []).length === 0 && <p className="muted">{t.overview.noAlarms}</p>}
          <ul className="plain">
            {(now.alarms ?? []).map((alarm) => (
              <li key={alarm.text}>{alarm.text}</li>
            ))}
          </ul>
        </section>
        <section className="card">
          <h2>{t.overview.doctor}</h2>
          <Asked query={{ queryKey: ['doctor'], queryFn: system.doctor, staleTime: DOCTOR_AGE }}>
            {(doctor) => <Ills findings={doctor.findings} />}
          </Asked>
        </section>
      </div>
    </Page>
  );
}
