import { Button, Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { administration } from '../../../api/resources';
import type { Account, Role } from '../../../api/types';
import { usePreferences, useTexts } from '../../../app/preferences';
import { Asked } from '../../../shared/Asked';
import { Confirm } from '../../../shared/Confirm';
import { Done } from '../../../shared/Done';
import { Failure } from '../../../shared/Failure';
import { Grid } from '../../../shared/Grid';
import { Page } from '../../../shared/Page';
import { moment } from '../../../shared/format';
import { useChange } from '../../../shared/useChange';
import { useCompanyTexts } from '../texts';
import { namesOf, useCompany } from '../useCompany';

const ROLES: Role[] = ['user', 'agent', 'attendant', 'reader', 'supervisor', 'administrator'];

/** A new account, or the change of one. */
function AccountForm({ account, onSaved }: { account?: Account; onSaved: (user: string) => void }) {
  const t = useTexts();
  const c = useCompanyTexts();
  const { data } = useCompany();
  const change = useChange();
  const [form, setForm] = useState({
    user: account?.user ?? '',
    password: '',
    role: account?.role ?? 'user',
    person: account?.person ?? '',
    resetTotp: false,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { user, password, ...rest } = form;
    const send = () =>
      account
        ? administration.changeAccount(account.user, { ...rest, password: password || undefined })
        : administration.addAccount({ ...rest, user, password });
    void change.run(send).then((isDone) => isDone && onSaved(user));
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <div className="form">
        {!account && (
          <Field label={c.accounts.user} validationMessage={change.faultOf('user')}>
            <Input value={form.user} autoComplete="off" onChange={(_, d) => setForm({ ...form, user: d.value })} />
          </Field>
        )}
        <Field
          label={c.accounts.password}
          hint={account ? c.accounts.keep : c.accounts.passwordHint}
          validationMessage={change.faultOf('password')}
        >
          <Input
            type="password"
            autoComplete="new-password"
            value={form.password}
            onChange={(_, d) => setForm({ ...form, password: d.value })}
          />
        </Field>
        <Field label={c.accounts.role} validationMessage={change.faultOf('role')}>
          <Select
            value={form.role}
            onChange={(_, d) => setForm({ ...form, role: ROLES.find((r) => r === d.value) ?? 'user' })}
          >
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {t.accounts.roles[role]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={c.accounts.person} validationMessage={change.faultOf('person')}>
          <Select value={form.person} onChange={(_, d) => setForm({ ...form, person: d.value })}>
            <option value="">{c.editor.none}</option>
            {namesOf(data?.data.document ?? {}, 'users').map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </Field>
      </div>
      {account?.hasTotp && (
        <Checkbox
          label={c.accounts.resetTotp}
          checked={form.resetTotp}
          onChange={(_, d) => setForm({ ...form, resetTotp: d.checked === true })}
        />
      )}
      {account && <p className="muted">{c.accounts.ends}</p>}
      {change.error !== null && <Failure error={change.error} />}
      <div>
        <Button type="submit" appearance="primary" disabledFocusable={change.isRunning}>
          {t.common.save}
        </Button>
      </div>
    </form>
  );
}

function Actions({ account, onEdit }: { account: Account; onEdit: () => void }) {
  const t = useTexts();
  const queries = useQueryClient();
  const remove = async () => {
    await administration.removeAccount(account.user);
    await queries.invalidateQueries({ queryKey: ['accounts'] });
  };
  return (
    <div className="bar">
      <Button size="small" aria-label={`${t.common.edit} ${account.user}`} onClick={onEdit}>
        {t.common.edit}
      </Button>
      <Confirm
        trigger={
          <Button size="small" aria-label={`${t.common.remove} ${account.user}`}>
            {t.common.remove}
          </Button>
        }
        title={account.user}
        text={t.accounts.removeAsk}
        does={t.common.remove}
        act={remove}
      />
    </div>
  );
}

/** Who signs in, and what they may. */
export default function AccountsPage() {
  const { texts: t, language } = usePreferences();
  const c = useCompanyTexts();
  const queries = useQueryClient();
  const [edited, setEdited] = useState<Account | 'new'>();
  const [saved, setSaved] = useState<string>();
  const edit = (what: Account | 'new') => {
    setEdited(what);
    setSaved(undefined);
  };
  const done = (user: string) => {
    setEdited(undefined);
    setSaved(user);
    void queries.invalidateQueries({ queryKey: ['accounts'] });
  };
  return (
    <Page title={c.accounts.title} actions={<Button onClick={() => edit('new')}>{c.accounts.new}</Button>}>
      <Done text={saved ? c.accounts.saved(saved) : null} />
      {edited && (
        <section className="card">
          <h2>{edited === 'new' ? c.accounts.new : edited.user}</h2>
          <AccountForm
            key={edited === 'new' ? '' : edited.user}
            account={edited === 'new' ? undefined : edited}
            onSaved={done}
          />
        </section>
      )}
      <section className="card">
        <Asked query={{ queryKey: ['accounts'], queryFn: administration.accounts }}>
          {(accounts) => (
            <Grid
              label={c.accounts.title}
              items={accounts}
              keyOf={(a) => a.user}
              columns={[
                { title: c.accounts.user, cell: (a) => a.user },
                { title: c.accounts.role, cell: (a) => t.accounts.roles[a.role] },
                { title: c.accounts.person, cell: (a) => a.person },
                { title: c.accounts.totp, cell: (a) => (a.hasTotp ? t.common.yes : t.common.no) },
                { title: c.accounts.created, cell: (a) => moment(a.createdAt, language) },
                { title: t.common.edit, cell: (a) => <Actions account={a} onEdit={() => edit(a)} /> },
              ]}
            />
          )}
        </Asked>
      </section>
    </Page>
  );
}
