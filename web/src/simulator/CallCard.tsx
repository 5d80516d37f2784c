import { Button, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { CallEndRegular, CallRegular, PauseRegular, PlayRegular, Speaker2Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { rings, tell, TONES, type SideName, type SimulatedCall } from './sides';
import { useSimulatorTexts } from './texts';
import type { Seat } from './useSeat';

const KEYS = [...'123456789*0#'];

/** One call at one end, with what can be done with it. */
export function CallCard({
  side,
  call,
  others,
  seat,
  sit,
}: {
  side: SideName;
  call: SimulatedCall;
  others: readonly SimulatedCall[];
  seat: Seat | null;
  sit: (side: SideName, anyway?: boolean) => void;
}) {
  const t = useSimulatorTexts();
  const [isHeld, setHeld] = useState(false);
  const [target, setTarget] = useState('');
  const [failure, setFailure] = useState('');
  const number = (call.direction === 'in' ? call.caller : call.called) || t.anonymous;
  const who = call.callerName && call.direction === 'in' ? `${call.callerName} (${number})` : number;
  const act = async (command: { do: string; [field: string]: unknown }) => {
    setFailure('');
    try {
      await tell(side, { call: call.call, ...command });
    } catch (e) {
      setFailure(e instanceof Error ? e.message : String(e));
    }
  };
  const answer = () => {
    sit(side);
    void act({ do: 'answer', tone: TONES[side] });
  };
  const hold = async () => {
    await act({ do: isHeld ? 'retrieve' : 'hold' });
    setHeld(!isHeld);
  };
  const isRinging = rings(call);
  const isHere = seat?.side === side && seat.call === call.call;
  return (
    <div className={isRinging ? 'sim-call ringing' : 'sim-call'} role="group" aria-label={who}>
      <p aria-live="assertive">
        {isRinging ? (
          <>
            <strong>{who}</strong> {t.ringing}
          </>
        ) : (
          <>
            {call.phase === 'talking' ? t.talking : t.calling} <strong>{who}</strong>
            {isHeld && ` · ${t.onHold}`}
            {call.held && ` · ${t.held}`}
          </>
        )}
      </p>
      <div className="bar">
        {isRinging && (
          <>
            <Button appearance="primary" icon={<CallRegular />} onClick={answer}>
              {t.answer}
            </Button>
            <Button icon={<CallEndRegular />} onClick={() => void act({ do: 'reject' })}>
              {t.decline}
            </Button>
          </>
        )}
        {!isRinging && (
          <Button icon={<CallEndRegular />} onClick={() => void act({ do: 'hangup' })}>
            {t.hangUp}
          </Button>
        )}
        {call.phase === 'talking' && (
          <>
            <Button icon={isHeld ? <PlayRegular /> : <PauseRegular />} onClick={() => void hold()}>
              {isHeld ? t.resume : t.hold}
            </Button>
            {!isHere && (
              <Button icon={<Speaker2Regular />} onClick={() => sit(side, true)}>
                {t.listen}
              </Button>
            )}
          </>
        )}
      </div>
      {isHere && seat.microphone && (
        <p className="muted">
          {t.seat} · {t.microphone[seat.microphone]}{' '}
          <meter aria-label={t.heard} min={0} max={1} value={Math.min(1, seat.level * 2)} />
          {seat.isQuiet && ` ${t.nothingHeard}`}
        </p>
      )}
      {call.phase === 'talking' && (
        <>
          <div className="sim-keys" role="group" aria-label={t.keys}>
            {KEYS.map((key) => (
              <Button
                key={key}
                size="small"
                aria-label={`${t.key} ${key}`}
                onClick={() => void act({ do: 'digits', digits: key })}
              >
                {key}
              </Button>
            ))}
          </div>
          {side === 'microsoft' && (
            <form
              className="bar"
              onSubmit={(e) => {
                e.preventDefault();
                void act({ do: 'transfer', to: target });
              }}
            >
              <Field label={t.transfer} orientation="horizontal">
                <Input value={target} onChange={(_, d) => setTarget(d.value)} placeholder="+390212345602" />
              </Field>
              <Button type="submit" disabled={!target}>
                {t.transferNow}
              </Button>
              {others.map((other) => (
                <Button key={other.call} onClick={() => void act({ do: 'transfer', with: other.call })}>
                  {t.join}
                </Button>
              ))}
            </form>
          )}
        </>
      )}
      {failure && (
        <MessageBar intent="error">
          <MessageBarBody>{failure}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}
