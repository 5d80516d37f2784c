import { Button, Field, Input } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { me } from '../../api/resources';
import type { Forwards as Targets, Me } from '../../api/types';
import { useTexts } from '../../app/preferences';
import { Done } from '../../shared/Done';
import { Failure } from '../../shared/Failure';
import { useChange } from '../../shared/useChange';

const KINDS = ['always', 'busy', 'noAnswer', 'unreachable'] as const;

/** Where one's calls go. */
export function Forwards({ forwards }: { forwards: Targets }) {
  const t = useTexts();
  const queries = useQueryClient();
  const change = useChange();
  const [form, setForm] = useState(forwards);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void change.run(async () => {
      const now = await me.setForwards(form);
      queries.setQueryData<Me>(['me'], now);
      setForm(now.forwards);
    });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p className="muted">{t.me.forwardsHint}</p>
      <div className="form">
        {KINDS.map((kind) => (
          <Field key={kind} label={t.me[kind]} validationMessage={change.faultOf(kind)}>
            <Input
              value={form[kind]}
              inputMode="tel"
              autoComplete="off"
              onChange={(_, d) => setForm({ ...form, [kind]: d.value.trim() })}
            />
          </Field>
        ))}
      </div>
      {change.error !== null && <Failure error={change.error} />}
      <Done text={change.isDone ? t.common.saved : null} />
      <div>
        <Button type="submit" appearance="primary" disabledFocusable={change.isRunning}>
          {t.common.save}
        </Button>
      </div>
    </form>
  );
}
