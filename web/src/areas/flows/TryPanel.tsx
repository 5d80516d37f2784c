import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { system } from '../../api/resources';
import type { TrialLine, Value } from '../../api/types';
import { Failure } from '../../shared/Failure';
import { useChange } from '../../shared/useChange';
import { useFlowTexts } from './texts';

/** Plays the flow as it is drawn, as text. */
export function TryPanel({ name, value }: { name: string; value: Value }) {
  const f = useFlowTexts();
  const change = useChange();
  const [form, setForm] = useState({ from: '+393331234567', keys: '', at: '' });
  const [lines, setLines] = useState<TrialLine[]>();
  const play = () =>
    void change.run(async () => {
      setLines(undefined);
      const keys = form.keys === '' ? [] : form.keys.split(',').map((key) => key.trim());
      const at = form.at ? new Date(form.at).toISOString() : undefined;
      setLines(await system.tryFlow(name, { from: form.from || undefined, keys, at, value }));
    });
  return (
    <form
      className="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        play();
      }}
    >
      <h2>{f.tryTitle}</h2>
      <p className="muted">{f.tryHint}</p>
      <div className="form">
        <Field label={f.tryFrom} validationMessage={change.faultOf('from')}>
          <Input value={form.from} autoComplete="off" onChange={(_, d) => setForm({ ...form, from: d.value })} />
        </Field>
        <Field label={f.tryKeys} validationMessage={change.faultOf('keys')}>
          <Input
            value={form.keys}
            autoComplete="off"
            placeholder="2,busy"
            onChange={(_, d) => setForm({ ...form, keys: d.value })}
          />
        </Field>
        <Field label={f.tryAt} hint={f.tryAtHint} validationMessage={change.faultOf('at')}>
          <Input type="datetime-local" value={form.at} onChange={(_, d) => setForm({ ...form, at: d.value })} />
        </Field>
      </div>
      {change.whole !== null && <Failure error={change.whole} />}
      <div>
        <Button type="submit" disabledFocusable={change.isRunning}>
          {f.tryDo}
        </Button>
      </div>
      <div aria-live="polite">
        {lines && (
          <>
            <h3>{f.tryOut}</h3>
            <ol className="steps">
              {lines.map((line, at) => (
                <li key={at}>{line.text}</li>
              ))}
            </ol>
          </>
        )}
      </div>
    </form>
  );
}
