import type { Sections } from '../../api/types';
import type { CompanyTexts } from '../../texts/company.en';
import type { FlowTexts } from '../../texts/flows.en';
import type { Spec } from '../company/editor/fields';
import { namesOf } from '../company/useCompany';
import type { Kind, Step } from './steps';

/** The prompts that come with Ponte (docs/guide/flows.md). */
export const SUPPLIED = [
  'closed',
  'busy',
  'unavailable',
  'please-hold',
  'enter-extension',
  'wrong-key',
  'recorded',
  'goodbye',
];

const HANG_UPS = ['normal', 'busy', 'declined', 'unavailable'];

/** The fields of a kind of step, beside what is said. */
export function specsOf(kind: Kind, document: Sections, f: FlowTexts, c: CompanyTexts): Spec[] {
  const { fields } = f;
  const among = (...sections: string[]): Spec => ({
    path: [kind],
    kind: 'choice',
    label: f.kinds[kind],
    options: [
      { value: '', text: c.editor.none },
      ...sections.flatMap((section) => namesOf(document, section)).map((value) => ({ value, text: value })),
    ],
  });
  const text = (path: string, label: string, placeholder?: string): Spec => ({
    path: [path],
    kind: 'text',
    label,
    placeholder,
  });
  const lines = (path: string, label: string): Spec => ({ path: [path], kind: 'lines', label });
  const local: Spec = { path: ['allowLocal'], kind: 'switch', label: fields.allowLocal };
  const ring = text('ring', fields.ring, '20s');
  const patience = [text('retries', fields.retries, '2'), text('wait', fields.wait, '5s')];
  const specs: Record<Kind, Spec[]> = {
    calendar: [among('calendars')],
    announce: [],
    say: [],
    menu: [...patience, { path: ['bargeIn'], kind: 'switch', label: fields.bargeIn, standard: true }],
    collect: [
      text('collect', fields.variable),
      text('min', fields.min, '1'),
      text('max', fields.max, '20'),
      text('end', fields.end, '#'),
      ...patience,
    ],
    set: [text('set', fields.variable), text('to', fields.to)],
    when: [text('when', fields.variable, 'caller'), lines('is', fields.is), lines('begins', fields.begins)],
    lookup: [text('lookup', fields.url), text('path', fields.path, '$.name'), text('into', fields.into), local],
    webhook: [text('webhook', fields.url), local],
    user: [among('users'), ring],
    extension: [text('extension', fields.target, '{digits}'), ring],
    number: [text('number', fields.target, '+39…'), ring],
    room: [among('rooms')],
    voicemail: [among('users', 'mailboxes')],
    record: [among('users', 'mailboxes')],
    mail: [
      lines('mail', fields.mail),
      text('subject', fields.subject),
      text('text', fields.text),
      { path: ['attach'], kind: 'switch', label: fields.attach },
    ],
    hangUp: [
      {
        path: ['hangUp'],
        kind: 'choice',
        label: f.kinds.hangUp,
        options: HANG_UPS.map((value) => ({ value, text: value })),
      },
    ],
    flow: [among('flows')],
  };
  return specs[kind];
}

/** The field of a kind in which stands what is said; null where nothing is. */
export function promptField(kind: Kind): string | null {
  return kind === 'announce' || kind === 'say' || kind === 'menu' ? kind : kind === 'collect' ? 'say' : null;
}

/** A new step of a kind, still without its settings. */
export function fresh(kind: Kind): Step {
  if (kind === 'hangUp') return { hangUp: 'normal' };
  return kind === 'set' ? { set: '', to: '' } : { [kind]: '' };
}
