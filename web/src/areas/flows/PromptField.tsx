import { Field, Select } from '@fluentui/react-components';
import type { Sections, Value } from '../../api/types';
import { isEntry, valueAt, withValue } from '../../shared/entry';
import { useReadOnly } from '../company/editor/FaultsContext';
import { SpecField } from '../company/editor/fields';
import { namesOf } from '../company/useCompany';
import { SUPPLIED } from './stepSpecs';
import type { Step } from './steps';
import { useFlowTexts } from './texts';

const HOWS = ['name', 'text', 'digits', 'number', 'date'] as const;
type How = (typeof HOWS)[number];

function howOf(value: Value | undefined): How {
  return isEntry(value) ? (HOWS.find((how) => how !== 'name' && value[how] !== undefined) ?? 'text') : 'name';
}

/** What a step says: a prompt by its name (several one a line), or a text, digits, a number, a date. */
export function PromptField({
  field,
  step,
  document,
  onChange,
}: {
  field: string;
  step: Step;
  document: Sections;
  onChange: (step: Step) => void;
}) {
  const f = useFlowTexts();
  const isReadOnly = useReadOnly();
  const value = valueAt(step, [field]);
  const how = howOf(value);
  const isSeveral = Array.isArray(value);
  const options = [...namesOf(document, 'prompts'), ...SUPPLIED].map((name) => ({ value: name, text: name }));
  return (
    <>
      <Field label={f.fields.how}>
        <Select
          value={how}
          disabled={isReadOnly || isSeveral}
          onChange={(_, d) =>
            onChange(
              withValue(
                step,
                [field],
                d.value === 'name' ? '' : { [d.value]: isEntry(value) ? (value[how] ?? '') : '' },
              ),
            )
          }
        >
          {HOWS.map((name) => (
            <option key={name} value={name}>
              {f.fields.hows[name]}
            </option>
          ))}
        </Select>
      </Field>
      <SpecField
        spec={
          how === 'name'
            ? {
                path: [field],
                kind: isSeveral ? 'lines' : 'text',
                label: f.fields.prompt,
                options: isSeveral ? undefined : options,
              }
            : { path: [field, how], kind: 'text', label: f.fields.prompt }
        }
        entry={step}
        onChange={onChange}
      />
    </>
  );
}
