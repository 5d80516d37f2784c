import { Select } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { system } from '../../../api/resources';
import type { CalendarStatus, Session } from '../../../api/types';
import { usePreferences } from '../../../app/preferences';
import { mayCommand } from '../../../app/session';
import { Failure } from '../../../shared/Failure';
import { moment } from '../../../shared/format';
import { useChange } from '../../../shared/useChange';
import { SectionPage } from '../editor/SectionPage';
import { useCompanyTexts } from '../texts';

const SWITCHES = ['auto', 'day', 'night'] as const;

function Now({ status }: { status: CalendarStatus | undefined }) {
  const { language } = usePreferences();
  const c = useCompanyTexts();
  if (!status) return null;
  return (
    <>
      {c.calendars.outcomes[status.outcome]}
      {status.until && ` ${c.calendars.until} ${moment(status.until, language)}`}
    </>
  );
}

function Switch({ who, name }: { who: Session; name: string }) {
  const c = useCompanyTexts();
  const queries = useQueryClient();
  const change = useChange();
  const year = new Date().getFullYear();
  const { data } = useQuery({
    queryKey: ['calendar', name, year],
    queryFn: ({ signal }) => system.calendarYear(name, year, signal),
  });
  const set = (to: string) =>
    void change.run(async () => {
      await system.switchCalendar(name, to);
      await queries.invalidateQueries({ queryKey: ['calendar'] });
      await queries.invalidateQueries({ queryKey: ['calendars'] });
    });
  return (
    <>
      <Select
        aria-label={`${c.calendars.switch}: ${name}`}
        value={data?.now.switch ?? 'auto'}
        disabled={!mayCommand(who) || !data}
        onChange={(_, d) => set(d.value)}
      >
        {SWITCHES.map((value) => (
          <option key={value} value={value}>
            {c.calendars.switches[value]}
          </option>
        ))}
      </Select>
      {change.error !== null && <Failure error={change.error} />}
    </>
  );
}

/** What each calendar says now, and until when; day and night by hand. */
export default function CalendarsPage({ who }: { who: Session }) {
  const c = useCompanyTexts();
  const { data } = useQuery({ queryKey: ['calendars'], queryFn: system.calendars, refetchInterval: 30_000 });
  return (
    <SectionPage
      who={who}
      section="calendars"
      title={c.calendars.title}
      newText={c.calendars.new}
      keyTitle={c.editor.key}
      search={c.users.search}
      columns={() => [
        { title: c.calendars.now, cell: ({ name }) => <Now status={data?.find((s) => s.name === name)} /> },
        { title: c.calendars.switch, cell: ({ name }) => <Switch who={who} name={name} /> },
      ]}
    />
  );
}
