using System.Collections.Immutable;

namespace Ponte.Sip.Resolution;

/// <summary>The addresses to try in their order, or why there is none.</summary>
public sealed record ResolveResult
{
    private ResolveResult(ImmutableArray<ResolvedHop> hops, ResolveFailureKind kind, string detail)
    {
        Hops = hops;
        FailureKind = kind;
        Detail = detail;
    }

    /// <summary>The addresses in the order to try them; empty on failure.</summary>
    public ImmutableArray<ResolvedHop> Hops { get; }

    /// <summary>Why there is no address; meaningless when there is one.</summary>
    public ResolveFailureKind FailureKind { get; }

    /// <summary>The failure in words for people; empty when there is an address.</summary>
    public string Detail { get; }

    /// <summary>Whether there is at least one address.</summary>
    public bool IsSuccess => !Hops.IsEmpty;

    /// <summary>Addresses were found.</summary>
    public static ResolveResult Found(ImmutableArray<ResolvedHop> hops) => new(hops, default, "");

    /// <summary>No address was found.</summary>
    public static ResolveResult Failure(ResolveFailureKind kind, string detail) => new([], kind, detail);
}
