import type { Sections } from '../../api/types';
import type { CompanyTexts } from '../../texts/company.en';
import { namesOf } from './useCompany';

const STEPS = ['internal', 'local', 'national', 'mobile', 'international', 'premium'] as const;

type Options = { value: string; text: string }[];

/** The classes of service that come with Ponte. */
export const stepOptions = (c: CompanyTexts): Options => [
  { value: '', text: c.editor.standard(c.classes.steps.international) },
  ...STEPS.map((value) => ({ value, text: c.classes.steps[value] })),
];

export const classOptions = (document: Sections, c: CompanyTexts): Options => [
  ...stepOptions(c),
  ...namesOf(document, 'classes').map((value) => ({ value, text: value })),
];

export const calendarOptions = (document: Sections, always: string): Options => [
  { value: '', text: always },
  ...namesOf(document, 'calendars').map((value) => ({ value, text: value })),
];

/** Words of the document that are the same in both languages. */
export const wordOptions = (standard: string, words: readonly string[]): Options => [
  { value: '', text: standard },
  ...words.map((value) => ({ value, text: value })),
];
