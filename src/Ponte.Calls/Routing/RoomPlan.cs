using Ponte.Calls.Model;

namespace Ponte.Calls.Routing;

/// <summary>A room in which callers meet: it is there from the first who enters to the last who leaves.</summary>
/// <param name="Name">Its key in the company document.</param>
/// <param name="Called">How history and the callers see it.</param>
/// <param name="Maximum">How many may be in it at a time.</param>
public sealed record RoomPlan(string Name, Party Called, int Maximum)
{
    /// <summary>Whether two notes tell that somebody comes or goes.</summary>
    public bool Announces { get; init; } = true;

    /// <summary>Whether all wait for the first host.</summary>
    public bool WaitsForHost { get; init; }

    /// <summary>How long people meet at most.</summary>
    public TimeSpan MaximumDuration { get; init; } = TimeSpan.FromHours(12);
}
