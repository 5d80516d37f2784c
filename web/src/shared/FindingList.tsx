import { Badge } from '@fluentui/react-components';
import type { Finding } from '../api/types';
import { useTexts } from '../app/preferences';

const LOOKS = { Good: ['success', 'good'], Warning: ['warning', 'warning'], Error: ['danger', 'error'] } as const;

/** What the doctor found, with the mend. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const t = useTexts();
  return (
    <ul className="plain">
      {findings.map((finding) => {
        const [color, word] = LOOKS[finding.level];
        return (
          <li key={`${finding.code} ${finding.where} ${finding.text}`}>
            <div className="bar">
              <Badge appearance="tint" color={color}>
                {t.doctor[word]}
              </Badge>
              <code>{finding.where}</code>
            </div>
            <div>{finding.text}</div>
            {finding.mend && (
              <div className="muted">
                {t.doctor.mend}: {finding.mend}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
