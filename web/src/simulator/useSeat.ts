import { useEffect, useState } from 'react';
import { CallSound, ring, type Microphone } from './audio';
import { callsOf, rings, type Picture, type SideName } from './sides';

/** Where the person sits: one end of the calls, whose microphone and loudspeaker the browser is. */
export interface Seat {
  side: SideName;
  call: number | null;
  microphone: Microphone | null;
  level: number;
  /** Whether nothing has come from the other end for a while. */
  isQuiet: boolean;
}

/** Levels in a row, of a tenth of a second each, after which nothing is heard any more. */
const QUIET = 20;

/** Moves the sound of the browser to the call at the person's seat, and rings where nobody has answered yet. */
export function useSeat(picture: Picture | null): {
  seat: Seat | null;
  sit: (side: SideName, anyway?: boolean) => void;
} {
  const [side, setSide] = useState<SideName | null>(null);
  const [microphone, setMicrophone] = useState<Microphone | null>(null);
  const [{ level, quiet }, setLevel] = useState({ level: 0, quiet: 0 });
  const talking = side ? callsOf(picture?.[side]).filter((c) => c.phase === 'talking') : [];
  const call = talking.at(-1)?.call ?? null;

  useEffect(() => {
    if (side === null || call === null) return;
    const sound = new CallSound(side, call, setMicrophone, (heard) =>
      setLevel((before) => ({ level: heard, quiet: heard === 0 ? before.quiet + 1 : 0 })),
    );
    return () => {
      sound.close();
      setMicrophone(null);
      setLevel({ level: 0, quiet: 0 });
    };
  }, [side, call]);

  const isRinging = (['microsoft', 'carrier', 'phone'] as const).some((s) => callsOf(picture?.[s]).some(rings));
  useEffect(() => (isRinging ? ring() : undefined), [isRinging]);

  // Who acts at one end sits there, unless a call is going on where the person sits already.
  const isBusy = side !== null && callsOf(picture?.[side]).length > 0;
  const sit = (next: SideName, anyway = false) => {
    if (anyway || !isBusy) setSide(next);
  };
  return { seat: side && { side, call, microphone, level, isQuiet: quiet >= QUIET }, sit };
}
