import { Badge, Field, Switch } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../../api/client';
import { me } from '../../api/resources';
import type { Me, Session } from '../../api/types';
import { useTexts } from '../../app/preferences';
import { Failure } from '../../shared/Failure';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { useChange } from '../../shared/useChange';
import { Dial } from './Dial';
import { Forwards } from './Forwards';
import { OwnCalls } from './OwnCalls';
import { PasswordForm } from './PasswordForm';
import { Voicemail } from './Voicemail';

/** A switch that counts as soon as it is set. */
function OwnSwitch({
  label,
  hint,
  isOn,
  set,
}: {
  label: string;
  hint: string;
  isOn: boolean;
  set: (isOn: boolean) => Promise<Me>;
}) {
  const queries = useQueryClient();
  const change = useChange();
  return (
    <>
      <Field hint={hint}>
        <Switch
          label={label}
          checked={isOn}
          onChange={(_, d) => void change.run(async () => queries.setQueryData<Me>(['me'], await set(d.checked)))}
        />
      </Field>
      {change.whole !== null && <Failure error={change.whole} />}
    </>
  );
}

function Devices({ devices }: { devices: Me['devices'] }) {
  const t = useTexts();
  if (devices.length === 0) return <p className="muted">{t.me.noDevices}</p>;
  return (
    <ul className="plain">
      {devices.map((device) => (
        <li key={device.name}>
          <div className="bar">
            <strong>{device.name}</strong>
            <Badge appearance="tint" color={device.bindings.length > 0 ? 'success' : 'informative'}>
              {device.bindings.length > 0 ? t.company.registered : t.company.notRegistered}
            </Badge>
          </div>
          <div className="muted">
            {t.me.login} <code>{device.login}</code>
          </div>
          {device.bindings.map((b) => (
            <div key={`${b.source} ${b.contact}`} className="muted">
              {t.me.where} {[b.source, b.transport, b.userAgent].filter(Boolean).join(' · ')}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Person({ person }: { person: Me }) {
  const t = useTexts();
  const numbers = [
    person.extension && `${t.me.extension} ${person.extension}`,
    person.number && `${t.me.number} ${person.number}`,
  ].filter(Boolean);
  return (
    <>
      <p className="muted">{numbers.join(' · ')}</p>
      <div className="cards">
        <section className="card">
          <h2>{t.me.dial}</h2>
          <Dial />
          <OwnSwitch label={t.me.dnd} hint={t.me.dndHint} isOn={person.doNotDisturb} set={me.setDoNotDisturb} />
          {person.hasTeams && person.devices.length > 0 && (
            <OwnSwitch label={t.me.twin} hint={t.me.twinHint} isOn={person.twin} set={me.setTwin} />
          )}
        </section>
        <section className="card">
          <h2>{t.me.devices}</h2>
          <Devices devices={person.devices} />
        </section>
      </div>
      <section className="card">
        <h2>{t.me.forwards}</h2>
        <Forwards forwards={person.forwards} />
      </section>
      <Voicemail />
      <section className="card">
        <h2>{t.me.calls}</h2>
        <OwnCalls person={person.key} />
      </section>
    </>
  );
}

/** What is one's own: calls, forwards, devices, password. */
export default function MePage({ who }: { who: Session }) {
  const t = useTexts();
  const { data, error, refetch } = useQuery({ queryKey: ['me'], queryFn: me.get, refetchInterval: 15_000 });
  const isNobody = error instanceof ApiError && error.status === 404;
  return (
    <Page title={who.name ?? who.user}>
      {data ? (
        <Person person={data} />
      ) : isNobody ? (
        <p>{t.me.nobody}</p>
      ) : error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Loading />
      )}
      <section className="card">
        <h2>{t.me.password}</h2>
        <PasswordForm />
      </section>
    </Page>
  );
}
