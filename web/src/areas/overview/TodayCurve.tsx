import type { HourCount } from '../../api/types';
import { useTexts } from '../../app/preferences';

const HEIGHT = 120;
const STEP = 14;

/** Calls of each hour of the day as bars, and the same as a table for those who do not see them. */
export function TodayCurve({ hours }: { hours: readonly HourCount[] }) {
  const t = useTexts();
  const most = Math.max(1, ...hours.map((h) => h.calls));
  const high = (n: number) => (n / most) * HEIGHT;
  return (
    <>
      <svg viewBox={`0 0 ${24 * STEP} ${HEIGHT + 16}`} width="100%" aria-hidden="true">
        {hours.map((h) => (
          <g key={h.hour} transform={`translate(${h.hour * STEP} 0)`}>
            <rect
              x={2}
              width={STEP - 4}
              y={HEIGHT - high(h.calls)}
              height={high(h.calls)}
              rx={2}
              fill="var(--colorNeutralStroke1)"
            />
            <rect
              x={2}
              width={STEP - 4}
              y={HEIGHT - high(h.answered)}
              height={high(h.answered)}
              rx={2}
              fill="var(--colorBrandBackground)"
            />
          </g>
        ))}
        <line x1={0} x2={24 * STEP} y1={HEIGHT} y2={HEIGHT} stroke="var(--colorNeutralStroke1)" />
        {[0, 6, 12, 18].map((hour) => (
          <text key={hour} x={hour * STEP + 2} y={HEIGHT + 12} fontSize={9} fill="currentColor">
            {hour}:00
          </text>
        ))}
      </svg>
      <p className="muted">
        {hours.reduce((sum, h) => sum + h.calls, 0)}, {hours.reduce((sum, h) => sum + h.answered, 0)}{' '}
        {t.overview.answered}
      </p>
      <table className="visually-hidden">
        <caption>{t.overview.today}</caption>
        <thead>
          <tr>
            <th scope="col">{t.overview.hour}</th>
            <th scope="col">{t.calls.title}</th>
            <th scope="col">{t.overview.answered}</th>
          </tr>
        </thead>
        <tbody>
          {hours.map((h) => (
            <tr key={h.hour}>
              <th scope="row">{h.hour}</th>
              <td>{h.calls}</td>
              <td>{h.answered}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
