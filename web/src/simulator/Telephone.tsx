import { Checkbox, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { CallCard } from './CallCard';
import { DialForm } from './DialForm';
import { callsOf, tell, TONES, type Side } from './sides';
import { useSimulatorTexts } from './texts';
import type { Seat } from './useSeat';

/** A telephone: one behind the carrier, which may have any number, or one of the company. */
export function Telephone({
  name,
  side,
  seat,
  sit,
}: {
  name: 'carrier' | 'phone';
  side: Side;
  seat: Seat | null;
  sit: (side: 'carrier' | 'phone', anyway?: boolean) => void;
}) {
  const t = useSimulatorTexts();
  const [own, setOwn] = useState({ from: '0612345678', name: 'Ada Neri', anonymous: false });
  const calls = callsOf(side);
  return (
    <>
      {calls.map((call) => (
        <CallCard
          key={call.call}
          side={name}
          call={call}
          others={[]}
          seat={seat}
          sit={(_, anyway) => sit(name, anyway)}
        />
      ))}
      <DialForm
        first={name === 'carrier' ? '0212345601' : '202'}
        dial={(to) => {
          sit(name);
          return tell(name, { do: 'dial', to, tone: TONES[name], ...(name === 'carrier' ? own : {}) });
        }}
      >
        {name === 'carrier' && (
          <>
            <Field label={t.from}>
              <Input value={own.from} onChange={(_, d) => setOwn({ ...own, from: d.value })} inputMode="tel" />
            </Field>
            <Field label={t.name}>
              <Input value={own.name} onChange={(_, d) => setOwn({ ...own, name: d.value })} />
            </Field>
            <Checkbox
              label={t.withheld}
              checked={own.anonymous}
              onChange={(_, d) => setOwn({ ...own, anonymous: d.checked === true })}
            />
          </>
        )}
      </DialForm>
      {side.missed && side.missed.length > 0 && (
        <>
          <h3>{t.missed}</h3>
          <ul className="plain">
            {side.missed.toReversed().map((call) => (
              <li key={call.call} className="sim-missed">
                {call.callerName ? `${call.callerName} (${call.caller})` : call.caller || t.anonymous}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
