namespace Ponte.Server.Storage;

/// <summary>Which calls of the history are wanted.</summary>
internal sealed record CallFilter
{
    /// <summary>Part of a number or name of caller or called; null for any.</summary>
    public string? Search { get; init; }

    /// <summary>Begun then or later; null for any.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Begun before then; null for any.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>With a leg on this line or device; null for any.</summary>
    public string? Line { get; init; }

    /// <summary>With a leg of this user, or called or calling by one of the user's numbers; null for any.</summary>
    public string? User { get; init; }

    /// <summary>Older than the call with this id; null: from the newest on.</summary>
    public string? After { get; init; }
}
