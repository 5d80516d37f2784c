import { usePreferences } from '../../app/preferences';
import { flowsEn, type FlowTexts } from '../../texts/flows.en';
import { flowsIt } from '../../texts/flows.it';

export function useFlowTexts(): FlowTexts {
  return usePreferences().language === 'it' ? flowsIt : flowsEn;
}

/** An outcome in words. */
export function outcomeText(path: readonly (string | number)[], f: FlowTexts): string {
  const last = String(path.at(-1) ?? '');
  return path.at(-2) === 'keys' ? f.key(last) : (f.outcomes[last as keyof FlowTexts['outcomes']] ?? last);
}
