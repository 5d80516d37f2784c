import { Button, Field, Input, Menu, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { SettingsRegular } from '@fluentui/react-icons';
import { useEffect, useState, type FormEvent } from 'react';
import { ApiError } from '../../api/client';
import { AppearanceMenu } from '../../app/AppearanceMenu';
import { useTexts } from '../../app/preferences';
import { useSignIn } from '../../app/session';
import { Failure } from '../../shared/Failure';

/** Whether the server asks for the second factor. */
function wantsCode(error: unknown): boolean {
  return error instanceof ApiError && error.errors.some((e) => e.field === 'code');
}

export function AppearanceButton() {
  const t = useTexts();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<SettingsRegular />}>
          {t.app.settings}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <AppearanceMenu />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

export default function SignInPage() {
  const t = useTexts();
  const signIn = useSignIn();
  const [form, setForm] = useState({ user: '', password: '', code: '' });
  const [isTried, setTried] = useState(false);
  const [asksCode, setAsksCode] = useState(false);
  useEffect(() => {
    document.title = t.signIn.title;
  }, [t]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!form.user || !form.password) return;
    signIn.mutate(form, { onError: (error) => setAsksCode((asked) => asked || wantsCode(error)) });
  };
  const missing = (value: string) => (isTried && !value ? t.signIn.required : undefined);
  const { error } = signIn;
  const status = error instanceof ApiError ? error.status : 0;
  const refusal = status === 401 ? t.signIn.wrong : status === 429 ? t.signIn.slow : undefined;
  return (
    <main className="sign">
      <form className="card" onSubmit={submit} noValidate>
        <img src="/ponte.svg" alt="" width={40} height={40} />
        <h1>{t.signIn.title}</h1>
        <Field label={t.signIn.user} validationMessage={missing(form.user)}>
          <Input value={form.user} autoComplete="username" onChange={(_, d) => setForm({ ...form, user: d.value })} />
        </Field>
        <Field label={t.signIn.password} validationMessage={missing(form.password) ?? refusal}>
          <Input
            type="password"
            value={form.password}
            autoComplete="current-password"
            onChange={(_, d) => setForm({ ...form, password: d.value })}
          />
        </Field>
        {asksCode && (
          <Field label={t.signIn.code}>
            <Input
              value={form.code}
              inputMode="numeric"
              autoComplete="one-time-code"
              onChange={(_, d) => setForm({ ...form, code: d.value })}
            />
          </Field>
        )}
        {error && !refusal && !wantsCode(error) && <Failure error={error} />}
        <Button type="submit" appearance="primary" disabledFocusable={signIn.isPending}>
          {t.signIn.submit}
        </Button>
        <AppearanceButton />
      </form>
    </main>
  );
}
