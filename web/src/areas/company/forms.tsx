import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { textAt } from '../../shared/entry';
import type { CompanyTexts } from '../../texts/company.en';
import { useReadOnly } from './editor/FaultsContext';
import type { Form } from './editor/EntryPage';
import { stepOptions, wordOptions } from './options';
import { namesOf } from './useCompany';

export function companyForm(c: CompanyTexts, name: string): Form {
  const { company } = c;
  return {
    section: 'company',
    title: company.title,
    groups: () => [
      {
        title: company.title,
        specs: [
          { path: ['name'], kind: 'text', label: name },
          { path: ['country'], kind: 'text', label: company.country, hint: company.countryHint },
          { path: ['areaCode'], kind: 'text', label: company.areaCode, placeholder: '02' },
          { path: ['language'], kind: 'choice', label: company.language, options: wordOptions('en', ['it']) },
          { path: ['timeZone'], kind: 'text', label: company.timeZone, placeholder: 'Europe/Rome' },
          { path: ['parkTimeout'], kind: 'text', label: company.parkTimeout, placeholder: '2m' },
          { path: ['holdMusic'], kind: 'text', label: company.holdMusic, hint: company.holdMusicHint },
          {
            path: ['recording', 'when'],
            kind: 'choice',
            label: company.recordingWhen,
            options: [
              { value: '', text: company.recordings.never },
              { value: 'onDemand', text: company.recordings.onDemand },
              { value: 'always', text: company.recordings.always },
            ],
          },
        ],
      },
    ],
  };
}

export function numbersForm(c: CompanyTexts): Form {
  return {
    section: 'numbers',
    title: c.numbers.title,
    keyLabel: c.numbers.number,
    keyHint: c.numbers.numberHint,
    blank: { user: '' },
    groups: ({ document, entry, onChange }) => {
      const kind = entry.flow === undefined ? 'user' : 'flow';
      const names = namesOf(document, kind === 'user' ? 'users' : 'flows');
      return [
        {
          title: c.numbers.leadsTo,
          specs: [
            {
              path: [kind],
              kind: 'choice',
              label: c.numbers.target,
              options: [{ value: '', text: c.editor.none }, ...names.map((value) => ({ value, text: value }))],
            },
          ],
          more: (
            <KindChoice
              label={c.numbers.leadsTo}
              value={kind}
              texts={c.numbers.to}
              onChange={(to) => onChange({ [to]: textAt(entry, [to]) })}
            />
          ),
        },
      ];
    },
  };
}

function KindChoice({
  label,
  value,
  texts,
  onChange,
}: {
  label: string;
  value: 'user' | 'flow';
  texts: Record<'user' | 'flow', string>;
  onChange: (value: 'user' | 'flow') => void;
}) {
  const isReadOnly = useReadOnly();
  return (
    <Field label={label}>
      <RadioGroup
        layout="horizontal"
        value={value}
        disabled={isReadOnly}
        onChange={(_, d) => onChange(d.value === 'flow' ? 'flow' : 'user')}
      >
        <Radio value="user" label={texts.user} />
        <Radio value="flow" label={texts.flow} />
      </RadioGroup>
    </Field>
  );
}

export function classesForm(c: CompanyTexts): Form {
  return {
    section: 'classes',
    title: c.classes.title,
    groups: () => [
      {
        title: c.editor.general,
        specs: [
          { path: ['upTo'], kind: 'choice', label: c.classes.upTo, options: stepOptions(c) },
          { path: ['allow'], kind: 'lines', label: c.classes.allow, hint: c.classes.beginnings, placeholder: '+41' },
          { path: ['deny'], kind: 'lines', label: c.classes.deny, hint: c.classes.beginnings, placeholder: '+39199' },
        ],
      },
    ],
  };
}

/** What callers hear, by its words; it belongs to the flows. */
export function promptsForm(c: CompanyTexts): Form {
  return {
    section: 'prompts',
    title: c.prompts.title,
    list: '/flows',
    groups: () => [
      {
        title: c.prompts.title,
        hint: c.prompts.hint,
        specs: [
          { path: ['it'], kind: 'paragraph', label: c.prompts.it, isWide: true },
          { path: ['en'], kind: 'paragraph', label: c.prompts.en, isWide: true },
        ],
      },
    ],
  };
}
