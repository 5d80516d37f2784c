using Ponte.Calls.Model;

namespace Ponte.Calls.Routing;

/// <summary>Somebody whom we ring to bring into a call that goes on.</summary>
public sealed record Invitation
{
    /// <summary>Why.</summary>
    public required CallOrigin Origin { get; init; }

    /// <summary>The call that goes on.</summary>
    public required CallId Into { get; init; }

    /// <summary>How, where it comes as a supervisor; null: as one more party.</summary>
    public SupervisionPlan? Supervision { get; init; }

    /// <summary>Whom to ring, and what that party sees. Asked on the loop; it must not block.</summary>
    public required Func<CallId, CancellationToken, ValueTask<CallPlan>> Plan { get; init; }
}
