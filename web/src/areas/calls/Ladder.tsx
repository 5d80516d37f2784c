import { useState } from 'react';
import type { SipMessage } from '../../api/types';
import { useTexts } from '../../app/preferences';

/** The request's method, or the answer's status, of a message. */
export function summaryOf(text: string): string {
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  return first.startsWith('SIP/2.0 ') ? first.slice(8) : (first.split(' ', 1)[0] ?? '');
}

/** The messages of a call between us and each far end; each is a button that shows its text. */
export function Ladder({ messages }: { messages: readonly SipMessage[] }) {
  const t = useTexts();
  const [chosen, setChosen] = useState<number | null>(null);
  const ends = [...new Set(messages.map((m) => m.remote))];
  const columns = { gridTemplateColumns: `110px repeat(${ends.length + 1}, minmax(130px, 1fr))` };
  const read = chosen === null ? undefined : messages[chosen];
  if (messages.length === 0) return <p className="muted">{t.calls.noLadder}</p>;
  return (
    <>
      <p className="muted">{t.calls.ladderHint}</p>
      <div className="scroll">
        <div className="ladder">
          <div className="ladder-row" style={columns}>
            <span />
            <strong>{t.calls.ours}</strong>
            {ends.map((end) => (
              <strong key={end}>{end}</strong>
            ))}
          </div>
          {messages.map((m, at) => (
            <div className="ladder-row" style={columns} key={`${m.at} ${at}`}>
              <span className="muted">{m.at.slice(11, 23)}</span>
              <button
                type="button"
                className="ladder-arrow"
                aria-pressed={chosen === at}
                aria-label={`${summaryOf(m.text)}: ${m.isSent ? t.calls.ours : m.remote} → ${m.isSent ? m.remote : t.calls.ours}`}
                style={{ gridColumn: `2 / ${ends.indexOf(m.remote) + 4}` }}
                onClick={() => setChosen(at)}
              >
                {m.isSent ? '' : '◀ '}
                {summaryOf(m.text)}
                {m.isSent ? ' ▶' : ''}
              </button>
            </div>
          ))}
        </div>
      </div>
      {read && (
        <section className="card" aria-label={t.calls.message} aria-live="polite">
          <pre>{read.text}</pre>
        </section>
      )}
    </>
  );
}
