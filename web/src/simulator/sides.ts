import { useEffect, useState } from 'react';

export type SideName = 'microsoft' | 'carrier' | 'phone';

export interface SimulatedCall {
  call: number;
  /** As seen from the simulated side: out is toward Ponte. */
  direction: 'in' | 'out';
  caller: string;
  callerName: string;
  called: string;
  phase: 'calling' | 'ringing' | 'talking' | 'ended';
  held: boolean;
  ending: { answered: boolean; status: number; detail: string } | null;
}

export interface CallRecord {
  direction: 'in' | 'out';
  number: string;
  name: string;
  at: string;
  outcome: string;
  missed: boolean;
  transferredBy: string;
}

export interface TeamsUser {
  user: string;
  name: string;
  number: string;
  history: CallRecord[];
}

export interface Side {
  calls: SimulatedCall[];
  error: string | null;
  users?: TeamsUser[];
  missed?: SimulatedCall[];
}

export type Picture = { ponte: string | null } & Partial<Record<SideName, Side>>;

/** What each end plays while nobody speaks there, in Hz: one can tell by ear who is heard. */
export const TONES: Record<SideName, number> = { microsoft: 700, carrier: 500, phone: 900 };

/** Gives a command to a side; rejects with its words where it is not carried out. */
export async function tell(side: SideName, command: { do: string; [field: string]: unknown }): Promise<unknown> {
  const reply = await fetch(`/sim/${side}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Ponte': '1' },
    body: JSON.stringify(command),
  });
  const answer = (await reply.json()) as { ok: boolean; result?: unknown; error?: string };
  if (!answer.ok) throw new Error(answer.error);
  return answer.result;
}

/** All sides as they are, kept current; null before the first picture. */
export function usePicture(): { picture: Picture | null; isLost: boolean } {
  const [picture, setPicture] = useState<Picture | null>(null);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    const source = new EventSource('/sim/picture');
    source.onmessage = (event: MessageEvent<string>) => {
      setPicture(JSON.parse(event.data) as Picture);
      setLost(false);
    };
    // It comes back by itself.
    source.onerror = () => setLost(true);
    return () => source.close();
  }, []);
  return { picture, isLost };
}

/** The calls of a side that have not ended; those of one number only, where it is given. */
export function callsOf(side: Side | undefined, number?: string): SimulatedCall[] {
  return (side?.calls ?? []).filter(
    (c) => c.phase !== 'ended' && (number === undefined || (c.direction === 'in' ? c.called : c.caller) === number),
  );
}

/** Whether it rings here and waits for somebody to answer. */
export const rings = (call: SimulatedCall): boolean =>
  call.direction === 'in' && (call.phase === 'calling' || call.phase === 'ringing');
