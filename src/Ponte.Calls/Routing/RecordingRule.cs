namespace Ponte.Calls.Routing;

/// <summary>Whether a call is recorded.</summary>
/// <param name="When">When.</param>
/// <param name="Announcement">The prompt that outside parties hear to its end first; empty for none.</param>
/// <param name="KeepDays">How many days the recording is kept; null: until somebody deletes it.</param>
public sealed record RecordingRule(RecordingMode When, string Announcement = "", int? KeepDays = null)
{
    /// <summary>The key sequence by which a user begins and ends a recording during the call.</summary>
    public const string RecordKeys = "*73";

    /// <summary>The key sequence by which a user pauses the recording, and goes on with it.</summary>
    public const string PauseKeys = "*74";

    /// <summary>Nothing is recorded.</summary>
    public static readonly RecordingRule Never = new(RecordingMode.Never);
}
