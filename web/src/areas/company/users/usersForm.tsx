import type { Entry, Sections } from '../../../api/types';
import { textAt, withValue } from '../../../shared/entry';
import type { CompanyTexts } from '../../../texts/company.en';
import type { Draft, Form, Group } from '../editor/EntryPage';
import type { Spec } from '../editor/fields';
import { classOptions, calendarOptions } from '../options';
import { Devices } from './Devices';

/** What the server fills in where nothing is given is shown as not given, so that it goes on following the direct number and the line. */
function load(entry: Entry, document: Sections): Entry {
  const number = textAt(entry, ['teams', 'number']);
  const names = Object.values(document.lines ?? {}).map((line) =>
    typeof line === 'object' && !Array.isArray(line) ? line.fqdn : '',
  );
  let shown = entry;
  if (number !== '' && number === textAt(entry, ['number'])) shown = withTeams(shown, 'number');
  if (names.length > 0 && names.find(Boolean) === textAt(entry, ['teams', 'fqdn'])) shown = withTeams(shown, 'fqdn');
  return shown;
}

function withTeams(entry: Entry, field: string): Entry {
  const without = withValue(entry, ['teams', field], undefined);
  return without.teams === undefined ? { ...without, teams: {} } : without;
}

const isInTeams = (entry: Entry): boolean => entry.teams !== undefined;

function callSpecs({ document }: Draft, c: CompanyTexts): Spec[] {
  return [
    { path: ['class'], kind: 'choice', label: c.users.class, options: classOptions(document, c) },
    { path: ['callerId'], kind: 'text', label: c.users.callerId, hint: c.users.callerIdHint },
    { path: ['pin'], kind: 'text', label: c.users.pin, hint: c.users.pinHint },
    { path: ['pickupGroups'], kind: 'lines', label: c.users.pickupGroups },
    { path: ['callWaiting'], kind: 'switch', label: c.users.callWaiting, standard: true },
    { path: ['doNotDisturb'], kind: 'switch', label: c.users.dnd },
  ];
}

function twinSpecs({ document }: Draft, c: CompanyTexts): Spec[] {
  return [
    {
      path: ['twin', 'ringTime'],
      kind: 'text',
      label: c.users.ringTime,
      hint: c.users.ringTimeHint,
      placeholder: '20s',
    },
    { path: ['twin', 'teamsDelay'], kind: 'text', label: c.users.teamsDelay, placeholder: '5s' },
    {
      path: ['twin', 'teamsHours'],
      kind: 'choice',
      label: c.users.teamsHours,
      options: calendarOptions(document, c.users.always),
    },
    { path: ['twin', 'together'], kind: 'switch', label: c.users.together, standard: true },
    { path: ['twin', 'teamsMissedCall'], kind: 'switch', label: c.users.teamsMissedCall, standard: true },
    { path: ['twin', 'busyStops'], kind: 'switch', label: c.users.busyStops },
    { path: ['twin', 'declineStops'], kind: 'switch', label: c.users.declineStops },
  ];
}

/** `noAnswer: 202` and `noAnswer: { to: 202, after: 15s }` are both understood; here it is always the longer one. */
function withLongNoAnswer(entry: Entry): Entry {
  const to = textAt(entry, ['forward', 'noAnswer']);
  return to === '' ? entry : withValue(entry, ['forward', 'noAnswer'], { to });
}

export function usersForm(
  c: CompanyTexts,
  forwards: { always: string; busy: string; noAnswer: string; unreachable: string },
): Form {
  return {
    section: 'users',
    title: c.users.title,
    load: (entry, document) => withLongNoAnswer(load(entry, document)),
    groups: (draft): Group[] => [
      {
        title: c.editor.general,
        specs: [
          { path: ['name'], kind: 'text', label: c.users.name },
          { path: ['extension'], kind: 'text', label: c.users.extension, placeholder: '201' },
          { path: ['number'], kind: 'text', label: c.users.number, hint: c.users.numberHint },
        ],
      },
      {
        title: c.users.teams,
        specs: [
          { path: ['teams', 'upn'], kind: 'text', label: c.users.upn, placeholder: 'name@example.com' },
          { path: ['teams', 'number'], kind: 'text', label: c.users.teamsNumber, hint: c.users.teamsNumberHint },
          { path: ['teams', 'fqdn'], kind: 'text', label: c.users.fqdn, when: isInTeams },
        ],
      },
      { title: c.users.devices, specs: [], more: <Devices {...draft} /> },
      { title: c.users.twin, specs: twinSpecs(draft, c) },
      {
        title: c.users.forwards,
        hint: c.users.forwardsHint,
        specs: [
          { path: ['forward', 'always'], kind: 'text', label: forwards.always },
          { path: ['forward', 'busy'], kind: 'text', label: forwards.busy },
          { path: ['forward', 'noAnswer', 'to'], kind: 'text', label: forwards.noAnswer },
          { path: ['forward', 'noAnswer', 'after'], kind: 'text', label: c.users.noAnswerAfter, placeholder: '20s' },
          { path: ['forward', 'unreachable'], kind: 'text', label: forwards.unreachable },
        ],
      },
      { title: c.users.calling, specs: callSpecs(draft, c) },
    ],
  };
}
