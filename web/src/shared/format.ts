import type { Call, CallEnd, Party } from '../api/types';
import type { Texts } from '../texts/en';

/** Seconds as m:ss or h:mm:ss. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** How long the parties have talked; null before an answer. */
export function talked(call: Call, now: number): string | null {
  if (!call.answeredAt) return null;
  return duration((Date.parse(call.endedAt ?? new Date(now).toISOString()) - Date.parse(call.answeredAt)) / 1000);
}

export function moment(iso: string | null | undefined, language: string): string {
  if (!iso) return '';
  return new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(iso));
}

export function party(who: Party, t: Texts): string {
  if (who.isAnonymous) return t.calls.anonymous;
  return [who.name, who.number].filter(Boolean).join(' ') || t.calls.anonymous;
}

/** Why a call ended, in plain words. */
export function why(end: CallEnd, t: Texts): string {
  if (end.cause === 'Normal') return t.ends[`hangUp${end.side}`];
  return t.ends[end.cause as keyof Texts['ends']] ?? t.ends.Unknown;
}

/** The figures behind the words. */
export function evidence(end: CallEnd): string {
  return [end.sipStatus ? `SIP ${end.sipStatus}` : '', end.q850 ? `Q.850 ${end.q850}` : '', end.detail ?? '']
    .filter(Boolean)
    .join('; ');
}
