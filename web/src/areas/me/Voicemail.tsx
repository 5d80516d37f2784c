import { Badge, Button } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { addressOf } from '../../api/client';
import { voicemail } from '../../api/resources';
import type { Box, VoiceMessage } from '../../api/types';
import { usePreferences, useTexts } from '../../app/preferences';
import { Confirm } from '../../shared/Confirm';
import { Failure } from '../../shared/Failure';
import { Loading } from '../../shared/Loading';
import { moment } from '../../shared/format';
import { useChange } from '../../shared/useChange';

const REFRESH = 15_000;

function Message({ box, message }: { box: string; message: VoiceMessage }) {
  const { texts: t, language } = usePreferences();
  const queries = useQueryClient();
  const change = useChange();
  const again = () => queries.invalidateQueries({ queryKey: ['me', 'voicemail'] });
  const mark = (isHeard: boolean) =>
    void change.run(async () => {
      await voicemail.mark(box, message.id, isHeard);
      await again();
    });
  const caller = [message.callerName, message.callerNumber].filter(Boolean).join(' ') || t.calls.anonymous;
  const said = `${caller}, ${moment(message.at, language)}`;
  const other = message.isHeard ? t.me.markNew : t.me.markHeard;
  const audio = addressOf(voicemail.audio(box, message.id));
  return (
    <li>
      <div className="bar">
        <strong>{caller}</strong>
        {!message.isHeard && <Badge appearance="tint">{t.me.unheard}</Badge>}
        <span className="muted">
          {moment(message.at, language)} · {message.length.split('.')[0]}
        </span>
      </div>
      {/* Messages have no captions. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <audio controls preload="none" src={audio} aria-label={said} onEnded={() => !message.isHeard && mark(true)} />
      <div className="bar">
        <Button size="small" onClick={() => mark(!message.isHeard)} aria-label={`${other}: ${said}`}>
          {other}
        </Button>
        <Confirm
          trigger={
            <Button size="small" aria-label={`${t.common.remove}: ${said}`}>
              {t.common.remove}
            </Button>
          }
          title={t.me.removeMessage}
          text={said}
          does={t.common.remove}
          act={async () => {
            await voicemail.remove(box, message.id);
            await again();
          }}
        />
      </div>
      {change.whole !== null && <Failure error={change.whole} />}
    </li>
  );
}

function Messages({ box }: { box: Box }) {
  const t = useTexts();
  const { data, error } = useQuery({
    queryKey: ['me', 'voicemail', box.box],
    queryFn: ({ signal }) => voicemail.messages(box.box, { signal }),
    refetchInterval: REFRESH,
  });
  return (
    <section className="card">
      <h2>
        {t.me.voicemail}: {box.name}
      </h2>
      {box.isFull && <p>{t.me.full}</p>}
      {!data ? (
        error ? (
          <Failure error={error} />
        ) : (
          <Loading />
        )
      ) : data.length === 0 ? (
        <p className="muted">{t.me.noMessages}</p>
      ) : (
        <ul className="plain">
          {data.map((message) => (
            <Message key={message.id} box={box.box} message={message} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** One's own box and those that one shares, with what is in them; nothing for who has none. */
export function Voicemail() {
  const { data, error } = useQuery({
    queryKey: ['me', 'voicemail'],
    queryFn: voicemail.boxes,
    refetchInterval: REFRESH,
  });
  if (!data) return error ? <Failure error={error} /> : null;
  return data.map((box) => <Messages key={box.box} box={box} />);
}
