import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { me } from '../../api/resources';
import { useTexts } from '../../app/preferences';
import { Done } from '../../shared/Done';
import { Failure } from '../../shared/Failure';
import { useChange } from '../../shared/useChange';

const EMPTY = { current: '', password: '' };

/** Changes the own password. */
export function PasswordForm() {
  const t = useTexts();
  const change = useChange();
  const [form, setForm] = useState(EMPTY);
  const entry = (field: keyof typeof EMPTY, label: string, autoComplete: string) => (
    <Field label={label} validationMessage={change.faultOf(field)}>
      <Input
        type="password"
        value={form[field]}
        autoComplete={autoComplete}
        onChange={(_, d) => setForm({ ...form, [field]: d.value })}
      />
    </Field>
  );
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void change.run(() => me.setPassword(form.current, form.password)).then((isDone) => isDone && setForm(EMPTY));
      }}
    >
      {entry('current', t.me.current, 'current-password')}
      {entry('password', t.me.fresh, 'new-password')}
      {change.error !== null && <Failure error={change.error} />}
      <Done text={change.isDone ? t.me.changed : null} />
      <div>
        <Button type="submit" disabledFocusable={change.isRunning}>
          {t.me.change}
        </Button>
      </div>
    </form>
  );
}
