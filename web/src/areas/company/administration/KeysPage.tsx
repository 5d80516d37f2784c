import { Button, Checkbox, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { administration } from '../../../api/resources';
import { usePreferences, useTexts } from '../../../app/preferences';
import { Asked } from '../../../shared/Asked';
import { Confirm } from '../../../shared/Confirm';
import { Failure } from '../../../shared/Failure';
import { Grid } from '../../../shared/Grid';
import { Page } from '../../../shared/Page';
import { moment } from '../../../shared/format';
import { useChange } from '../../../shared/useChange';
import { useCompanyTexts } from '../texts';

const SCOPES = ['read', 'command', 'administer'] as const;

function NewKey() {
  const t = useTexts();
  const c = useCompanyTexts();
  const queries = useQueryClient();
  const change = useChange();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['read']);
  const [made, setMade] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void change.run(async () => {
      setMade((await administration.addApiKey(name, scopes)).key ?? undefined);
      setName('');
      await queries.invalidateQueries({ queryKey: ['apikeys'] });
    });
  };
  return (
    <form className="card stack" onSubmit={submit} noValidate>
      <h2>{c.keys.new}</h2>
      <Field label={c.keys.name} validationMessage={change.faultOf('name')}>
        <Input value={name} autoComplete="off" onChange={(_, d) => setName(d.value)} />
      </Field>
      <Field label={c.keys.scopes} validationMessage={change.faultOf('scopes')}>
        <div role="group" aria-label={c.keys.scopes} className="stack-tight">
          {SCOPES.map((scope) => (
            <Checkbox
              key={scope}
              label={c.keys.scope[scope]}
              checked={scopes.includes(scope)}
              onChange={(_, d) => setScopes(d.checked ? [...scopes, scope] : scopes.filter((s) => s !== scope))}
            />
          ))}
        </div>
      </Field>
      {change.error !== null && <Failure error={change.error} />}
      <div role="status">
        {made && (
          <MessageBar intent="success" layout="multiline">
            <MessageBarBody>
              {c.keys.once} <code className="break">{made}</code>
              <Button size="small" onClick={() => void navigator.clipboard.writeText(made)}>
                {c.keys.copy}
              </Button>
            </MessageBarBody>
          </MessageBar>
        )}
      </div>
      <div>
        <Button type="submit" appearance="primary" disabledFocusable={change.isRunning}>
          {t.common.add}
        </Button>
      </div>
    </form>
  );
}

/** Keys by which programs use the API. */
export default function KeysPage() {
  const { texts: t, language } = usePreferences();
  const c = useCompanyTexts();
  const queries = useQueryClient();
  const remove = async (id: string) => {
    await administration.removeApiKey(id);
    await queries.invalidateQueries({ queryKey: ['apikeys'] });
  };
  return (
    <Page title={c.keys.title}>
      <NewKey />
      <section className="card">
        <Asked query={{ queryKey: ['apikeys'], queryFn: administration.apiKeys }}>
          {(keys) => (
            <Grid
              label={c.keys.title}
              items={keys}
              keyOf={(k) => k.id}
              empty={c.keys.none}
              columns={[
                { title: c.keys.name, cell: (k) => k.name },
                { title: c.keys.scopes, cell: (k) => k.scopes.join(', ') },
                { title: c.keys.by, cell: (k) => k.createdBy },
                { title: c.keys.created, cell: (k) => moment(k.createdAt, language) },
                {
                  title: t.common.remove,
                  cell: (k) => (
                    <Confirm
                      trigger={
                        <Button size="small" aria-label={`${c.keys.remove}: ${k.name}`}>
                          {t.common.remove}
                        </Button>
                      }
                      title={k.name}
                      text={c.keys.removeAsk}
                      does={c.keys.remove}
                      act={() => remove(k.id)}
                    />
                  ),
                },
              ]}
            />
          )}
        </Asked>
      </section>
    </Page>
  );
}
