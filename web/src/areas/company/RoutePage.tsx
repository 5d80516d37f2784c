import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { system } from '../../api/resources';
import type { Route } from '../../api/types';
import { Failure } from '../../shared/Failure';
import { Page } from '../../shared/Page';
import { useChange } from '../../shared/useChange';
import { useCompanyTexts } from './texts';
import { namesOf, useCompany } from './useCompany';

function Explained({ route }: { route: Route }) {
  const c = useCompanyTexts();
  return (
    <section className="card stack" aria-live="polite">
      <h2>{c.route.result}</h2>
      <p>
        <strong>{route.result}</strong>
      </p>
      <h3>{c.route.steps}</h3>
      <ol className="steps">
        {route.steps.map((step, at) => (
          <li key={at} style={{ marginInlineStart: `${step.depth * 24}px` }}>
            {step.text}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What would become of a call, and why. */
export default function RoutePage() {
  const c = useCompanyTexts();
  const { data } = useCompany();
  const change = useChange();
  const [form, setForm] = useState({ from: '', to: '', line: '', at: '' });
  const [route, setRoute] = useState<Route>();
  const document = data?.data.document ?? {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const at = form.at ? new Date(form.at).toISOString() : undefined;
    void change.run(async () => setRoute(await system.route({ ...form, at })));
  };
  return (
    <Page title={c.route.title}>
      <form className="card stack" onSubmit={submit} noValidate>
        <p className="muted">{c.route.hint}</p>
        <div className="form">
          <Field label={c.route.from} hint={c.route.fromHint} validationMessage={change.faultOf('from')}>
            <Input
              value={form.from}
              autoComplete="off"
              input={{ list: 'route-users' }}
              onChange={(_, d) => setForm({ ...form, from: d.value })}
            />
          </Field>
          <datalist id="route-users">
            {namesOf(document, 'users').map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <Field label={c.route.to} validationMessage={change.faultOf('to')}>
            <Input value={form.to} autoComplete="off" onChange={(_, d) => setForm({ ...form, to: d.value })} />
          </Field>
          <Field label={c.route.line} validationMessage={change.faultOf('line')}>
            <Select value={form.line} onChange={(_, d) => setForm({ ...form, line: d.value })}>
              <option value="">{c.route.anyLine}</option>
              {namesOf(document, 'lines').map((name) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          </Field>
          <Field label={c.route.at} hint={c.route.atHint} validationMessage={change.faultOf('at')}>
            <Input type="datetime-local" value={form.at} onChange={(_, d) => setForm({ ...form, at: d.value })} />
          </Field>
        </div>
        {change.error !== null && <Failure error={change.error} />}
        <div>
          <Button type="submit" appearance="primary" disabledFocusable={change.isRunning}>
            {c.route.explain}
          </Button>
        </div>
      </form>
      {route && <Explained route={route} />}
    </Page>
  );
}
