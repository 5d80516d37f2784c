using System.Collections.Immutable;
using Ponte.Sip.Agent;

namespace Ponte.Calls.Routing;

/// <summary>Who sent an INVITE, as far as the company knows. Who is banned does not come so far.</summary>
public abstract record Identification
{
    private Identification() { }

    /// <summary>Nobody we know, who gets no service.</summary>
    public static Identification Stranger { get; } = new Refused(403, []);

    /// <summary>It is known, and may call.</summary>
    /// <param name="Origin">Who it is.</param>
    public sealed record Known(LegOrigin Origin) : Identification;

    /// <summary>It gets no service, or has to prove first who it is.</summary>
    /// <param name="Status">The status: 407 for a challenge.</param>
    /// <param name="Headers">The headers of the answer, such as the challenges.</param>
    public sealed record Refused(int Status, ImmutableArray<ExtraHeader> Headers) : Identification;
}
