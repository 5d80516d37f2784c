import type { Call } from '../../api/types';
import type { Texts } from '../../texts/en';
import { why } from '../../shared/format';

/** Whether the person made the call. */
export function isOutgoing(call: Call, person: string): boolean {
  return call.legs.some((leg) => leg.isIncoming && leg.user === person);
}

/** What became of a call, as its person sees it: where it was answered, or that it was missed. */
export function outcomeOf(call: Call, person: string, t: Texts): string {
  if (!call.end) return t.calls.phase[call.phase];
  const by = call.answeredBy;
  if (isOutgoing(call, person)) return by ? t.me.answered : why(call.end, t);
  if (!by) return `${t.me.missed}: ${why(call.end, t)}`;
  if (by.user !== person) return `${t.me.answeredBy} ${by.user ?? by.name}`;
  return by.kind === 'Teams' ? `${t.me.answered} ${t.me.inTeams}` : `${t.me.answered} ${t.me.onDevice} ${by.name}`;
}
