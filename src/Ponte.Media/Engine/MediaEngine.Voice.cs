using Ponte.Media.Control.Commands;
using Ponte.Media.Playing;

namespace Ponte.Media.Engine;

/// <summary>The commands that are built on the codecs: playing, keys, recording, mixing.</summary>
public sealed partial class MediaEngine
{
    private void DispatchVoice(PendingCommand pending)
    {
        switch (pending.Command)
        {
            case Play play:
                Play(pending, play);
                break;
            case StopPlaying stop:
                OnStream(pending, stop.Stream, (worker, stream) => Stop<Playback>(worker, stream));
                break;
            case DetectKeyTones detect:
                OnStream(pending, detect.Stream, (_, stream) => DetectKeys(stream, detect.IsOn));
                break;
            case StartRecording start:
                Record(pending, start);
                break;
            case PauseRecording pause:
                OnStream(pending, pause.Stream, (_, stream) => Pause(stream, pause.IsPaused));
                break;
            case StopRecording stop:
                OnStream(pending, stop.Stream, (_, stream) => StopRecording(stream));
                break;
            case JoinMix join:
                Join(pending, join);
                break;
            case LeaveMix leave:
                Leave(pending, leave.Stream);
                break;
            default:
                pending.Refuse(MediaError.InvalidValue, $"The engine does not know {pending.Command.GetType().Name}.");
                break;
        }
    }
}
