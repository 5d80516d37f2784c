using System.Collections.Immutable;
using Ponte.Server.History;

namespace Ponte.Server.Live;

/// <summary>What a watcher is told: first all calls that go on, then one call after each of its events.</summary>
internal sealed record LiveChange
{
    /// <summary>All calls that go on, in place of what was known before; null for a change.</summary>
    public ImmutableArray<CallView>? Calls { get; init; }

    /// <summary>The name of the event; null with <see cref="Calls"/>.</summary>
    public string? Event { get; init; }

    /// <summary>When it happened; null with <see cref="Calls"/>.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The call after the event; null with <see cref="Calls"/>.</summary>
    public CallView? Call { get; init; }
}
