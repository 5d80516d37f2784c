import { Button, Field, Input } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { me } from '../../api/resources';
import { useTexts } from '../../app/preferences';
import { Failure } from '../../shared/Failure';
import { useChange } from '../../shared/useChange';
import { useCompanyTexts } from './texts';

/** Calls a number for whoever is signed in, and leads to what became of it. */
export function TestCall() {
  const t = useTexts();
  const c = useCompanyTexts();
  const own = useQuery({ queryKey: ['me'], queryFn: me.get, retry: false });
  const change = useChange();
  const [number, setNumber] = useState('');
  const [call, setCall] = useState<string>();
  return (
    <section className="card stack">
      <h2>{c.lines.test}</h2>
      {own.error ? (
        <p className="muted">{c.lines.testNobody}</p>
      ) : (
        <>
          <Field
            label={c.lines.testNumber}
            hint={c.lines.testHint}
            validationMessage={change.faultOf('number') ?? change.faultOf('user')}
          >
            <Input value={number} type="tel" autoComplete="off" onChange={(_, d) => setNumber(d.value)} />
          </Field>
          {change.error !== null && <Failure error={change.error} />}
          <div className="bar">
            <Button
              disabledFocusable={!number || change.isRunning}
              onClick={() => void change.run(async () => setCall((await me.dial(number)).id))}
            >
              {t.me.dial}
            </Button>
            <span role="status">{call && <Link to={`/calls/${call}`}>{t.calls.title1}</Link>}</span>
          </div>
        </>
      )}
    </section>
  );
}
