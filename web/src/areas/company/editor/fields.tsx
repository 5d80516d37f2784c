import { Field, Input, Select, Switch, Textarea } from '@fluentui/react-components';
import type { Entry, Value } from '../../../api/types';
import { isEntry, listAt, textAt, withValue } from '../../../shared/entry';
import { useCompanyTexts } from '../texts';
import { useFault, useReadOnly } from './FaultsContext';

export interface Spec {
  path: string[];
  kind: 'text' | 'choice' | 'switch' | 'lines' | 'number' | 'paragraph';
  label: string;
  hint?: string;
  placeholder?: string;
  /** Of a choice; the first is what holds where nothing is set. Of a text: what is suggested. */
  options?: readonly { value: string; text: string }[];
  /** Of a switch: what holds where nothing is set. */
  standard?: boolean;
  isWide?: boolean;
  /** Shown only where this holds. */
  when?: (entry: Entry) => boolean;
}

interface Props {
  spec: Spec;
  entry: Entry;
  onChange: (entry: Entry) => void;
}

function TextInput({ spec, entry, onChange }: Props) {
  const isReadOnly = useReadOnly();
  const id = spec.options ? `options-${spec.path.join('-')}` : undefined;
  return (
    <>
      <Input
        value={textAt(entry, spec.path)}
        placeholder={spec.placeholder}
        readOnly={isReadOnly}
        autoComplete="off"
        inputMode={spec.kind === 'number' ? 'numeric' : undefined}
        input={{ list: id }}
        onChange={(_, d) => onChange(withValue(entry, spec.path, d.value === '' ? undefined : d.value))}
      />
      {id && (
        <datalist id={id}>
          {spec.options?.map((o) => (
            <option key={o.value} value={o.value}>
              {o.text}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}

function ChoiceInput({ spec, entry, onChange }: Props) {
  const isReadOnly = useReadOnly();
  return (
    <Select
      value={textAt(entry, spec.path)}
      disabled={isReadOnly}
      onChange={(_, d) => onChange(withValue(entry, spec.path, d.value === '' ? undefined : d.value))}
    >
      {spec.options?.map((o) => (
        <option key={o.value} value={o.value}>
          {o.text}
        </option>
      ))}
    </Select>
  );
}

function SwitchInput({ spec, entry, onChange }: Props) {
  const isReadOnly = useReadOnly();
  const text = textAt(entry, spec.path);
  const isOn = text === '' ? (spec.standard ?? false) : text === 'true';
  return (
    <Switch
      label={spec.label}
      checked={isOn}
      disabled={isReadOnly}
      onChange={(_, d) =>
        onChange(withValue(entry, spec.path, d.checked === (spec.standard ?? false) ? undefined : d.checked))
      }
    />
  );
}

/** One value a line, as it is typed: empty lines are dropped only by the server's look, so that one can go on typing. */
function LinesInput({ spec, entry, onChange }: Props) {
  const isReadOnly = useReadOnly();
  return (
    <Textarea
      value={listAt(entry, spec.path).join('\n')}
      readOnly={isReadOnly}
      resize="vertical"
      placeholder={spec.placeholder}
      onChange={(_, d) => onChange(withValue(entry, spec.path, d.value === '' ? undefined : d.value.split('\n')))}
    />
  );
}

function ParagraphInput({ spec, entry, onChange }: Props) {
  const isReadOnly = useReadOnly();
  return (
    <Textarea
      value={textAt(entry, spec.path)}
      readOnly={isReadOnly}
      resize="vertical"
      onChange={(_, d) => onChange(withValue(entry, spec.path, d.value === '' ? undefined : d.value))}
    />
  );
}

const INPUTS = {
  text: TextInput,
  number: TextInput,
  choice: ChoiceInput,
  switch: SwitchInput,
  lines: LinesInput,
  paragraph: ParagraphInput,
} as const;

/** One field with what is wrong with it beside it. */
export function SpecField(props: Props) {
  const c = useCompanyTexts();
  const { spec } = props;
  const fault = useFault(spec.path);
  const Control = INPUTS[spec.kind];
  const hint = spec.hint ?? (spec.kind === 'lines' ? c.editor.oneALine : undefined);
  return (
    <Field
      label={spec.kind === 'switch' ? undefined : spec.label}
      hint={hint}
      validationMessage={fault}
      className={spec.isWide ? 'wide' : undefined}
    >
      <Control {...props} />
    </Field>
  );
}

/** The fields of a part of an entry. */
export function Fields({ specs, entry, onChange }: { specs: readonly Spec[] } & Omit<Props, 'spec'>) {
  return (
    <div className="form">
      {specs
        .filter((spec) => spec.when?.(entry) ?? true)
        .map((spec) => (
          <SpecField key={spec.path.join('.')} spec={spec} entry={entry} onChange={onChange} />
        ))}
    </div>
  );
}

/** What is sent: lists without their empty lines, texts without blanks around them. */
export function tidied(entry: Entry): Entry {
  const tidy = (value: Value): Value | undefined => {
    if (typeof value === 'string') return value.trim();
    if (!Array.isArray(value)) return isEntry(value) ? tidied(value) : value;
    const items = value.map(tidy).filter((item): item is Value => item !== undefined && item !== '');
    return items.length > 0 ? items : undefined;
  };
  const kept = Object.entries(entry).map(([key, value]) => [key, tidy(value)] as const);
  return Object.fromEntries(kept.filter((pair): pair is [string, Value] => pair[1] !== undefined));
}
