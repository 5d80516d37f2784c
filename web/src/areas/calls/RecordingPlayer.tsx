import { Button } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { addressOf } from '../../api/client';
import { recordings } from '../../api/resources';
import type { Session } from '../../api/types';
import { useTexts } from '../../app/preferences';
import { Confirm } from '../../shared/Confirm';

/** A call's recording, for those who may hear it; nothing where there is none. */
export function RecordingPlayer({ call, who }: { call: string; who: Session }) {
  const t = useTexts();
  const queries = useQueryClient();
  const mayHear = who.role === 'administrator' || who.role === 'supervisor';
  const key = ['recording', call];
  const { data: recording } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => recordings.find(call, { signal }),
    enabled: mayHear,
  });
  if (!recording) return null;
  const audio = addressOf(`recordings/${encodeURIComponent(call)}/audio`);
  return (
    <section className="card">
      <h2>{t.calls.recording}</h2>
      {/* Telephone calls have no captions. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <audio controls preload="none" src={audio} aria-label={t.calls.recording} />
      <p className="muted">
        {[
          recording.length?.split('.')[0],
          recording.segments.map((s) => s.parties).join(', '),
          recording.keepUntil && `${t.calls.keptUntil} ${recording.keepUntil}`,
          !recording.isWhole && t.calls.notWhole,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className="bar">
        <a href={audio} download>
          {t.calls.download}
        </a>
        {who.role === 'administrator' && (
          <Confirm
            trigger={<Button size="small">{t.calls.removeRecording}</Button>}
            title={t.calls.removeRecording}
            text={t.calls.removeRecordingAsk}
            does={t.common.remove}
            act={async () => {
              await recordings.remove(call);
              await queries.invalidateQueries({ queryKey: key });
            }}
          />
        )}
      </div>
    </section>
  );
}
