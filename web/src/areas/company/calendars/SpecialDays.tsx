import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { Entry } from '../../../api/types';
import { isEntry, textAt, withValue } from '../../../shared/entry';
import type { Draft } from '../editor/EntryPage';
import { useFault, useReadOnly } from '../editor/FaultsContext';
import { useCompanyTexts } from '../texts';

function Day({ day, draft }: { day: string; draft: Draft }) {
  const c = useCompanyTexts();
  const fault = useFault(['special', day]);
  const isReadOnly = useReadOnly();
  return (
    <div className="bar end">
      <Field label={day} validationMessage={fault} className="grow">
        <Input
          value={textAt(draft.entry, ['special', day])}
          readOnly={isReadOnly}
          autoComplete="off"
          onChange={(_, d) => draft.onChange(withValue(draft.entry, ['special', day], d.value))}
        />
      </Field>
      {!isReadOnly && (
        <Button
          aria-label={c.calendars.removeSpecial(day)}
          onClick={() => draft.onChange(withValue(draft.entry, ['special', day], undefined))}
        >
          ×
        </Button>
      )}
    </div>
  );
}

/** Days on which something else holds. */
export function SpecialDays(draft: Draft) {
  const c = useCompanyTexts();
  const isReadOnly = useReadOnly();
  const [day, setDay] = useState('');
  const [what, setWhat] = useState('');
  const special: Entry = isEntry(draft.entry.special) ? draft.entry.special : {};
  const add = () => {
    draft.onChange(withValue(draft.entry, ['special', day.trim()], what.trim()));
    setDay('');
    setWhat('');
  };
  return (
    <>
      {Object.keys(special).map((key) => (
        <Day key={key} day={key} draft={draft} />
      ))}
      {!isReadOnly && (
        <div className="form">
          <Field label={c.calendars.specialWhen} hint={c.calendars.specialWhenHint}>
            <Input value={day} autoComplete="off" onChange={(_, d) => setDay(d.value)} />
          </Field>
          <Field label={c.calendars.specialWhat} hint={c.calendars.specialWhatHint}>
            <Input value={what} autoComplete="off" onChange={(_, d) => setWhat(d.value)} />
          </Field>
          <div className="wide">
            <Button onClick={add} disabledFocusable={!day.trim() || !what.trim()}>
              {c.calendars.addSpecial}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
