#pragma warning disable MA0048 // One family of news, read together.
using Ponte.Calls.Model;

namespace Ponte.Calls.Routing;

/// <summary>What happened to a caller in a flow.</summary>
public abstract record FlowNews;

/// <summary>The caller pressed a key.</summary>
/// <param name="Key">Which.</param>
public sealed record FlowKey(char Key) : FlowNews;

/// <summary>The caller pressed no key.</summary>
public sealed record FlowSilence : FlowNews;

/// <summary>All was heard, or nothing could be played.</summary>
public sealed record FlowPlayed : FlowNews;

/// <summary>What was looked up.</summary>
/// <param name="Value">The value; null where there is none.</param>
/// <param name="HasFailed">Whether it could not be looked up.</param>
public sealed record FlowFound(string? Value, bool HasFailed = false) : FlowNews;

/// <summary>The caller was recorded, or could not be.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Key">The key that ended it; null where none did.</param>
public sealed record FlowRecorded(FlowTakeOutcome Outcome, char? Key = null) : FlowNews
{
    /// <summary>The box in which it waits for somebody as a message; empty for none.</summary>
    public string Box { get; init; } = "";

    /// <summary>The message's name there.</summary>
    public string Message { get; init; } = "";

    /// <summary>How long it is.</summary>
    public TimeSpan Length { get; init; }
}

/// <summary>Nobody answered who was called.</summary>
/// <param name="Cause">Why.</param>
public sealed record FlowNobody(EndCause Cause) : FlowNews;
