import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { me } from '../../api/resources';
import { useTexts } from '../../app/preferences';
import { Done } from '../../shared/Done';
import { Failure } from '../../shared/Failure';
import { useChange } from '../../shared/useChange';

/** Calls a number: one's own places ring first. */
export function Dial() {
  const t = useTexts();
  const change = useChange();
  const [number, setNumber] = useState('');
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void change.run(() => me.dial(number));
      }}
    >
      <Field label={t.me.dialLabel} hint={t.me.dialHint} validationMessage={change.faultOf('number')}>
        <Input value={number} type="tel" autoComplete="off" onChange={(_, d) => setNumber(d.value)} />
      </Field>
      {change.error !== null && <Failure error={change.error} />}
      <Done text={change.isDone ? t.me.dialled : null} />
      <div>
        <Button type="submit" appearance="primary" disabledFocusable={change.isRunning}>
          {t.me.dial}
        </Button>
      </div>
    </form>
  );
}
