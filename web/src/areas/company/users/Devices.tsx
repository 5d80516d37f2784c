import { Badge, Button, Field, Input } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { system } from '../../../api/resources';
import type { Entry } from '../../../api/types';
import { useTexts } from '../../../app/preferences';
import { isEntry, textAt, withValue } from '../../../shared/entry';
import { useReadOnly } from '../editor/FaultsContext';
import type { Draft } from '../editor/EntryPage';
import { Fields, type Spec } from '../editor/fields';
import { calendarOptions, wordOptions } from '../options';
import { useCompanyTexts } from '../texts';
import { Qr } from './Qr';

// Without those that look alike, for they are typed at a phone; 57 letters: 20 of them are 116 bits.
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const LENGTH = 20;

/** A password that nobody guesses. */
export function newPassword(): string {
  const letters: string[] = [];
  while (letters.length < LENGTH) {
    const value = crypto.getRandomValues(new Uint8Array(1))[0] ?? 255;
    const letter = LETTERS[value & 63];
    // What is beyond the letters is drawn again, so that all are equally likely.
    if (letter) letters.push(letter);
  }
  return letters.join('');
}

function Provision({ login, password }: { login: string; password: string }) {
  const c = useCompanyTexts();
  const server = window.location.hostname;
  return (
    <div className="bar provision">
      <Qr text={`sip:${login}:${password}@${server}`} label={c.users.qr} />
      <dl>
        <dt>{c.users.server}</dt>
        <dd>
          <code>{server}</code>
        </dd>
        <dt>{c.users.login}</dt>
        <dd>
          <code>{login}</code>
        </dd>
        <dt>{c.users.devicePassword}</dt>
        <dd>
          <code>{password}</code>
        </dd>
        <dd className="muted">{c.users.qrHint}</dd>
      </dl>
    </div>
  );
}

function useSpecs(name: string, document: Draft['document']): Spec[] {
  const c = useCompanyTexts();
  const at = (field: string) => ['devices', name, field];
  return [
    { path: at('password'), kind: 'text', label: c.users.devicePassword, hint: c.users.devicePasswordHint },
    { path: at('delay'), kind: 'text', label: c.users.delay, placeholder: '5s' },
    { path: at('hours'), kind: 'choice', label: c.users.hours, options: calendarOptions(document, c.users.always) },
    {
      path: at('srtp'),
      kind: 'choice',
      label: c.users.srtp,
      options: wordOptions(c.editor.standard('optional'), ['off', 'optional', 'required']),
    },
  ];
}

function Device({ name, draft, onRemove }: { name: string; draft: Draft; onRemove: () => void }) {
  const t = useTexts();
  const c = useCompanyTexts();
  const isReadOnly = useReadOnly();
  const specs = useSpecs(name, draft.document);
  const [made, setMade] = useState<string>();
  const phones = useQuery({ queryKey: ['phones'], queryFn: system.phones });
  const login = `${textAt(draft.entry, ['extension']) || draft.name}-${name}`;
  const phone = phones.data?.find((p) => p.name === login);
  const make = () => {
    const password = newPassword();
    setMade(password);
    draft.onChange(withValue(draft.entry, ['devices', name, 'password'], password));
  };
  return (
    <section className="stack part" aria-label={`${c.users.device} ${name}`}>
      <div className="bar">
        <h3>{name}</h3>
        {phone && (
          <Badge appearance="tint" color={phone.bindings.length > 0 ? 'success' : 'informative'}>
            {phone.bindings.length > 0 ? t.company.registered : t.company.notRegistered}
          </Badge>
        )}
        <span className="muted">
          {c.users.login} <code>{login}</code>
        </span>
      </div>
      <Fields specs={specs} entry={draft.entry} onChange={draft.onChange} />
      {!isReadOnly && (
        <div className="bar">
          <Button onClick={make}>{c.users.newPassword}</Button>
          <Button onClick={onRemove}>{c.users.removeDevice(name)}</Button>
        </div>
      )}
      {made && made === textAt(draft.entry, ['devices', name, 'password']) && (
        <Provision login={login} password={made} />
      )}
    </section>
  );
}

/** A user's phones: each with its password, which the server never tells again. */
export function Devices(draft: Draft) {
  const c = useCompanyTexts();
  const isReadOnly = useReadOnly();
  const [name, setName] = useState('');
  const devices: Entry = isEntry(draft.entry.devices) ? draft.entry.devices : {};
  const add = () => {
    const key = name.trim();
    if (!key || devices[key] !== undefined) return;
    draft.onChange({ ...draft.entry, devices: { ...devices, [key]: {} } });
    setName('');
  };
  return (
    <>
      {Object.keys(devices).length === 0 && <p className="muted">{c.users.noDevices}</p>}
      {Object.keys(devices).map((key) => (
        <Device
          key={key}
          name={key}
          draft={draft}
          onRemove={() => draft.onChange(withValue(draft.entry, ['devices', key], undefined))}
        />
      ))}
      {!isReadOnly && (
        <div className="bar end">
          <Field label={c.users.deviceName} hint={c.users.deviceHint}>
            <Input value={name} autoComplete="off" onChange={(_, d) => setName(d.value)} />
          </Field>
          <Button onClick={add} disabledFocusable={!name.trim()}>
            {c.users.addDevice}
          </Button>
        </div>
      )}
    </>
  );
}
