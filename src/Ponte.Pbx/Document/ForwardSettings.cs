namespace Ponte.Pbx.Document;

/// <summary>Where a user's calls go instead. Targets are numbers as the user would dial them, or <see cref="Voicemail"/>; empty for none.</summary>
public sealed record ForwardSettings
{
    /// <summary>For every call.</summary>
    public string Always { get; init; } = "";

    /// <summary>When the user is busy, or wants not to be disturbed.</summary>
    public string Busy { get; init; } = "";

    /// <summary>When nobody answers.</summary>
    public string NoAnswer { get; init; } = "";

    /// <summary>How long the user's places ring before <see cref="NoAnswer"/>.</summary>
    public TimeSpan NoAnswerAfter { get; init; } = DefaultNoAnswerAfter;

    /// <summary>When no device is registered and Teams cannot be reached.</summary>
    public string Unreachable { get; init; } = "";

    /// <summary>The user's voicemail: the box here, or where there is none, that in Teams.</summary>
    public const string Voicemail = "voicemail";

    /// <summary>As the ring time of a user's places.</summary>
    public static readonly TimeSpan DefaultNoAnswerAfter = TwinSettings.DefaultRingTime;
}
