import { Badge } from '@fluentui/react-components';
import {
  CheckmarkCircleFilled,
  DismissCircleFilled,
  QuestionCircleRegular,
  WarningFilled,
} from '@fluentui/react-icons';
import type { Health } from '../api/types';
import { useTexts } from '../app/preferences';

const LOOKS = {
  Up: { color: 'success', icon: <CheckmarkCircleFilled /> },
  Degraded: { color: 'warning', icon: <WarningFilled /> },
  Down: { color: 'danger', icon: <DismissCircleFilled /> },
  Unknown: { color: 'informative', icon: <QuestionCircleRegular /> },
} as const;

/** A state by colour, sign and word, so that none of the three is needed alone. */
export function HealthBadge({ state }: { state: Health }) {
  const t = useTexts();
  const look = LOOKS[state] ?? LOOKS.Unknown;
  return (
    <Badge appearance="tint" color={look.color} icon={look.icon}>
      {t.health[state] ?? state}
    </Badge>
  );
}
