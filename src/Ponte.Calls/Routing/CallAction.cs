#pragma warning disable MA0048 // One family of actions, read together.
using System.Collections.Immutable;

namespace Ponte.Calls.Routing;

/// <summary>What a call does to other calls instead of ringing somebody: what a short code stands for.</summary>
public abstract record CallAction;

/// <summary>Answers a call that rings for one of these users.</summary>
public sealed record PickUp(ImmutableArray<string> Users) : CallAction;

/// <summary>Parks the caller's call.</summary>
/// <param name="Slot">Where.</param>
public sealed record Park(string Slot) : CallAction
{
    /// <summary>How long the party waits before it rings again at who parked it.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>After longer, callers give up.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(2);
}

/// <summary>Takes a parked call.</summary>
/// <param name="Slot">From where.</param>
public sealed record Retrieve(string Slot) : CallAction;

/// <summary>Moves a user's live call to the caller.</summary>
public sealed record TakeOver(string User) : CallAction;

/// <summary>Makes one conference of the caller and all who a user talks with in calls of two.</summary>
public sealed record Confer(string User) : CallAction;

/// <summary>The caller hears whether something was done, and the call ends.</summary>
/// <param name="Done">True: the confirmation. False: the error tone.</param>
public sealed record Confirm(bool Done) : CallAction;
