using System.Collections.Immutable;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Routing;

/// <summary>What the company says of recording, and where recordings go.</summary>
public interface ICallRecordings
{
    /// <summary>The rule for a call between two parties. Called on the loop; it must not block.</summary>
    RecordingRule RuleOf(LegIdentity first, LegIdentity second);

    /// <summary>What is to be played for an announcement; empty where it cannot be said, and then nothing is recorded.</summary>
    ValueTask<ImmutableArray<PlaySource>> AnnouncementAsync(string prompt, CancellationToken cancellationToken);

    /// <summary>Makes a place for a recording.</summary>
    /// <param name="call">The call.</param>
    /// <param name="keepDays">How many days it is kept; null: until somebody deletes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The place; null with the reason where there is none.</returns>
    ValueTask<(RecordingPlace? Place, string Fault)> OpenAsync(CallId call, int? keepDays, CancellationToken cancellationToken);

    /// <summary>Gives a place its key again, which is not kept with it.</summary>
    /// <param name="place">The place, without its key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The place; null with the reason where its key is not there any more.</returns>
    ValueTask<(RecordingPlace? Place, string Fault)> ReopenAsync(RecordingPlace place, CancellationToken cancellationToken);
}
