import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { system } from '../../../api/resources';
import type { CalendarDay, CalendarYear } from '../../../api/types';
import { usePreferences } from '../../../app/preferences';
import { Failure } from '../../../shared/Failure';
import { Loading } from '../../../shared/Loading';
import { moment } from '../../../shared/format';
import { useCompanyTexts } from '../texts';

function Month({ days }: { days: readonly CalendarDay[] }) {
  const { language } = usePreferences();
  const c = useCompanyTexts();
  const first = days[0];
  if (!first) return null;
  const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(
    new Date(`${first.date}T12:00:00Z`),
  );
  // Weeks begin on Monday.
  const offset = (new Date(`${first.date}T12:00:00Z`).getUTCDay() + 6) % 7;
  return (
    <section className="month" aria-label={name}>
      <h3>{name}</h3>
      <ol>
        {days.map((day, at) => (
          <li
            key={day.date}
            className={`day day-${day.outcome}`}
            style={at === 0 ? { gridColumnStart: offset + 1 } : undefined}
            title={[c.calendars.outcomes[day.outcome], day.name].filter(Boolean).join(': ')}
          >
            {at + 1}
            <span className="visually-hidden">
              {[c.calendars.outcomes[day.outcome], day.name].filter(Boolean).join(': ')}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Special days, which have a name, with days that follow each other in one line. */
function specialOf(days: readonly CalendarDay[]): { from: string; to: string; day: CalendarDay }[] {
  const found: { from: string; to: string; day: CalendarDay }[] = [];
  days.forEach((day, at) => {
    if (!day.name) return;
    const last = found.at(-1);
    if (last && days[at - 1]?.date === last.to && last.day.name === day.name) last.to = day.date;
    else found.push({ from: day.date, to: day.date, day });
  });
  return found;
}

function Shown({ data }: { data: CalendarYear }) {
  const { language } = usePreferences();
  const c = useCompanyTexts();
  const months = Array.from({ length: 12 }, (_, month) =>
    data.days.filter((d) => Number(d.date.slice(5, 7)) === month + 1),
  );
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const dayText = (day: string) => date.format(new Date(`${day}T12:00:00Z`));
  return (
    <>
      <ul className="legend">
        {[...new Set(data.days.map((d) => d.outcome))].map((outcome) => (
          <li key={outcome}>
            <span className={`day day-${outcome}`} aria-hidden="true" /> {c.calendars.outcomes[outcome]}
          </li>
        ))}
      </ul>
      <div className="year">
        {months.map((days, at) => (
          <Month key={at} days={days} />
        ))}
      </div>
      <div className="cards">
        <section>
          <h3>{c.calendars.next}</h3>
          <ul>
            {data.changes.map((turn) => (
              <li key={turn.at}>
                {moment(turn.at, language)}: {c.calendars.outcomes[turn.outcome]}
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h3>{c.calendars.special}</h3>
          <ul>
            {specialOf(data.days).map(({ from, to, day }) => (
              <li key={from}>
                {from === to ? dayText(from) : `${dayText(from)} – ${dayText(to)}`}: {day.name} (
                {c.calendars.outcomes[day.outcome]})
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

/** A year of a calendar that is in force, day by day. */
export function YearView({ name }: { name: string }) {
  const c = useCompanyTexts();
  const [year, setYear] = useState(() => new Date().getFullYear());
  const { data, error } = useQuery({
    queryKey: ['calendar', name, year],
    queryFn: ({ signal }) => system.calendarYear(name, year, signal),
  });
  return (
    <section className="card stack">
      <div className="bar">
        <h2>
          {c.calendars.year} {year}
        </h2>
        <Button onClick={() => setYear(year - 1)}>{c.calendars.previous}</Button>
        <Button onClick={() => setYear(year + 1)}>{c.calendars.following}</Button>
      </div>
      {data ? <Shown data={data} /> : error ? <Failure error={error} /> : <Loading />}
    </section>
  );
}
