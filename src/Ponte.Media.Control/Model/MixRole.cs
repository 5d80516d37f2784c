using System.Collections.Immutable;

namespace Ponte.Media.Control.Model;

/// <summary>
/// The part of one member in a mix. A supervisor who listens does not speak; one who whispers is heard by the agent only; one who barges in has the role of
/// everybody else.
/// </summary>
public sealed record MixRole
{
    /// <summary>Whether it is heard at all; false mutes it.</summary>
    public bool Speaks { get; init; } = true;

    /// <summary>Whether two notes tell the others when it comes and goes.</summary>
    public bool Chimes { get; init; }

    /// <summary>Who hears it; default: everybody.</summary>
    public ImmutableArray<StreamId> HeardBy { get; init; }

    /// <summary>
    /// Whom it hears; default: everybody, and the notes. At most 64, as with <see cref="HeardBy"/>. Empty: the mix sends it nothing, and what is relayed to it
    /// goes on. To others the mix goes in place of what is relayed, as soon as it has the same parties' audio.
    /// </summary>
    public ImmutableArray<StreamId> Hears { get; init; }
}
