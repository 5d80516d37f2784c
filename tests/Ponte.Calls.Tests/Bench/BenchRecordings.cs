using System.Collections.Immutable;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Tests.Bench;

/// <summary>A company that records as the test wants; at first nothing.</summary>
internal sealed class BenchRecordings : ICallRecordings
{
    public RecordingRule Rule { get; set; } = RecordingRule.Never;

    public ImmutableArray<PlaySource> Announcement { get; set; } = [new FileSource("/recorded.wav")];

    public string Fault { get; set; } = "";

    /// <summary>The calls that a place was made for.</summary>
    public List<CallId> Opened { get; } = [];

    public RecordingRule RuleOf(LegIdentity first, LegIdentity second) => Rule;

    public ValueTask<ImmutableArray<PlaySource>> AnnouncementAsync(string prompt, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Announcement);

    public ValueTask<(RecordingPlace? Place, string Fault)> OpenAsync(CallId call, int? keepDays, CancellationToken cancellationToken)
    {
        Opened.Add(call);
        var seal = new RecordingSeal
        {
            KeyId = "k1",
            Salt = [.. new byte[32]],
            Key = [.. new byte[32]],
        };
        return ValueTask.FromResult<(RecordingPlace?, string)>(
            Fault.Length > 0 ? (null, Fault) : (new RecordingPlace($"/rec/{call}.rec", seal, 8000), "")
        );
    }

    public ValueTask<(RecordingPlace? Place, string Fault)> ReopenAsync(RecordingPlace place, CancellationToken cancellationToken)
    {
        place.Seal.Key.Should().BeEmpty("keys are not journalled");
        return ValueTask.FromResult<(RecordingPlace?, string)>(
            Fault.Length > 0 ? (null, Fault) : (place with { Seal = place.Seal with { Key = [.. new byte[32]] } }, "")
        );
    }
}
