import { Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { usePreferences } from '../app/preferences';
import { moment } from '../shared/format';
import { CallCard } from './CallCard';
import { DialForm } from './DialForm';
import { callsOf, rings, tell, TONES, type CallRecord, type Side, type TeamsUser } from './sides';
import { useSimulatorTexts } from './texts';
import type { Seat } from './useSeat';

function History({ records }: { records: readonly CallRecord[] }) {
  const t = useSimulatorTexts();
  const { language } = usePreferences();
  if (records.length === 0) return <p className="muted">{t.noHistory}</p>;
  return (
    <ul className="plain">
      {records.toReversed().map((record, at) => (
        <li key={at} className={record.missed ? 'sim-missed' : undefined}>
          {record.direction === 'in' ? t.incoming : t.outgoing}{' '}
          <strong>{record.name ? `${record.name} (${record.number})` : record.number || t.anonymous}</strong>
          <br />
          <span className="muted">
            {[
              moment(record.at, language),
              t.outcomes[record.outcome] ?? record.outcome,
              record.transferredBy && `${t.by} ${record.transferredBy}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The Teams clients of the company's users: one is looked at. */
export function TeamsClient({
  side,
  seat,
  sit,
}: {
  side: Side & { users: TeamsUser[] };
  seat: Seat | null;
  sit: (side: 'microsoft', anyway?: boolean) => void;
}) {
  const t = useSimulatorTexts();
  const [chosen, setChosen] = useState(side.users[0]?.user);
  const user = side.users.find((u) => u.user === chosen) ?? side.users[0];
  if (!user) return null;
  const calls = callsOf(side, user.number);
  return (
    <>
      <TabList
        aria-label={t.user}
        selectedValue={user.user}
        onTabSelect={(_, d) => setChosen(String(d.value))}
        size="small"
      >
        {side.users.map((u) => (
          <Tab key={u.user} value={u.user} className={callsOf(side, u.number).some(rings) ? 'sim-rings' : undefined}>
            {u.name}
          </Tab>
        ))}
      </TabList>
      <p className="muted">{user.number}</p>
      {calls.map((call) => (
        <CallCard
          key={call.call}
          side="microsoft"
          call={call}
          others={calls.filter((c) => c.call !== call.call && c.phase === 'talking')}
          seat={seat}
          sit={(_, anyway) => sit('microsoft', anyway)}
        />
      ))}
      <DialForm
        key={user.user}
        first="+390612345678"
        dial={(to) => {
          sit('microsoft');
          return tell('microsoft', { do: 'dial', user: user.user, to, tone: TONES.microsoft });
        }}
      />
      <h3>{t.history}</h3>
      <History records={user.history} />
    </>
  );
}
