using System.Globalization;
using System.Security.Cryptography;

namespace Ponte.Pbx.Voicemail;

/// <summary>A message in a box.</summary>
public sealed record VoiceMessage
{
    /// <summary>Its name in the box; names are in the order of time.</summary>
    public required string Id { get; init; }

    /// <summary>When it was left, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The number of who left it; empty where it is withheld or not known.</summary>
    public string CallerNumber { get; init; } = "";

    /// <summary>The name of who left it; empty where none is known.</summary>
    public string CallerName { get; init; } = "";

    /// <summary>The call in which it was left.</summary>
    public string Call { get; init; } = "";

    /// <summary>How long it is.</summary>
    public TimeSpan Length { get; init; }

    /// <summary>Whether its owner has heard it.</summary>
    public bool IsHeard { get; init; }

    /// <summary>Whether somebody has still to be told of it by mail.</summary>
    public bool AwaitsMail { get; init; }

    /// <summary>When it was deleted; null where it was not. It is there for a while, so that a slip can be undone.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>A name for a message that is left now.</summary>
    public static string NewId(DateTimeOffset now) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{now.UtcDateTime:yyyyMMdd'T'HHmmssfff}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}"
        );
}
