import type { CompanyTexts } from '../../../texts/company.en';
import type { Form } from '../editor/EntryPage';
import type { Spec } from '../editor/fields';
import { SpecialDays } from './SpecialDays';
import { YearView } from './YearView';

const HOLDS = ['active', 'overtime', 'active1', 'active2', 'active3', 'outOfService'] as const;

function hours(c: CompanyTexts): Spec[] {
  const { calendars: words } = c;
  const on = (path: string, label: string): Spec => ({
    path: [path],
    kind: 'lines',
    label,
    hint: words.openHint,
  });
  return [
    on('open', words.open),
    on('active1', words.outcomes.Active1),
    on('active2', words.outcomes.Active2),
    on('active3', words.outcomes.Active3),
  ];
}

export function calendarsForm(c: CompanyTexts): Form {
  const { calendars: words } = c;
  return {
    section: 'calendars',
    title: words.title,
    groups: (draft) => [
      { title: words.open, specs: hours(c) },
      {
        title: words.holidays,
        specs: [
          { path: ['holidays'], kind: 'text', label: words.holidays, hint: words.holidaysHint },
          {
            path: ['onHolidays'],
            kind: 'choice',
            label: words.onHolidays,
            options: [
              { value: '', text: c.editor.standard(words.holds.outOfService) },
              ...HOLDS.map((value) => ({ value, text: words.holds[value] })),
            ],
          },
          { path: ['timeZone'], kind: 'text', label: words.timeZone, placeholder: 'Europe/Rome' },
          { path: ['code'], kind: 'text', label: words.code },
        ],
      },
      { title: words.specialDays, specs: [], more: <SpecialDays {...draft} /> },
    ],
    after: ({ name }) => <YearView name={name} />,
  };
}
