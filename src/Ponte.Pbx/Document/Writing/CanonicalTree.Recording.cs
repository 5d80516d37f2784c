using Ponte.Pbx.Document.Reading;

namespace Ponte.Pbx.Document.Writing;

/// <content>The parts <c>recording</c>.</content>
internal static partial class CanonicalTree
{
    private static CanonicalNode? Recording(RecordingSettings? recording) =>
        recording is null
            ? null
            : CanonicalNode
                .Mapping()
                .With("when", Words.Of(Words.RecordingModes, recording.When))
                .With("announcement", recording.Announcement)
                .With(
                    "calls",
                    recording.Calls.Equals(RecordingSettings.DefaultCalls) ? [] : recording.Calls.Select(c => Words.Of(Words.Directions, c))
                )
                .With(
                    "keepDays",
                    recording.KeepDays switch
                    {
                        null => "off",
                        RecordingSettings.DefaultKeepDays => "",
                        var days => Number(days),
                    }
                );
}
