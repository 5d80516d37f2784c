import { Button, Field, Input } from '@fluentui/react-components';
import { useEffect, useState, type FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { ApiError } from '../../api/client';
import { session } from '../../api/resources';
import { useTexts } from '../../app/preferences';
import { useSignIn } from '../../app/session';
import { Failure } from '../../shared/Failure';
import { AppearanceButton } from './SignInPage';

const SHORTEST = 12;

/** The first administrator, by the one-time link of the terminal. */
export default function SetUpPage() {
  const t = useTexts();
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const signIn = useSignIn();
  const [form, setForm] = useState({ token: query.get('token') ?? '', user: 'admin', password: '', repeat: '' });
  const [isTried, setTried] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    document.title = t.signIn.setUp;
  }, [t]);
  const told = (field: string) =>
    error instanceof ApiError ? error.errors.find((e) => e.field === field)?.message : undefined;
  const faults = {
    token: form.token ? undefined : t.signIn.required,
    user: form.user ? undefined : t.signIn.required,
    password: form.password.length < SHORTEST ? t.signIn.short : undefined,
    repeat: form.repeat !== form.password ? t.signIn.differs : undefined,
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(faults).some(Boolean)) return;
    try {
      setError(null);
      await session.setUp(form.token, form.user, form.password);
      await signIn.mutateAsync(form);
      await navigate('/');
    } catch (e) {
      setError(e);
    }
  };
  const shown = (field: keyof typeof faults) => told(field) ?? (isTried ? faults[field] : undefined);
  const entry = (field: keyof typeof faults, label: string, type: 'text' | 'password', autoComplete: string) => (
    <Field label={label} validationMessage={shown(field)}>
      <Input
        type={type}
        value={form[field]}
        autoComplete={autoComplete}
        onChange={(_, d) => setForm({ ...form, [field]: d.value })}
      />
    </Field>
  );
  return (
    <main className="sign">
      <form className="card" onSubmit={(e) => void submit(e)} noValidate>
        <h1>{t.signIn.setUp}</h1>
        <p className="muted">{t.signIn.setUpHint}</p>
        {entry('token', t.signIn.token, 'text', 'off')}
        {entry('user', t.signIn.user, 'text', 'username')}
        {entry('password', t.signIn.password, 'password', 'new-password')}
        {entry('repeat', t.signIn.repeat, 'password', 'new-password')}
        {error !== null && <Failure error={error} />}
        <Button type="submit" appearance="primary">
          {t.signIn.create}
        </Button>
        <AppearanceButton />
      </form>
    </main>
  );
}
