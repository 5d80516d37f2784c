using Ponte.Calls.Routing;

namespace Ponte.Pbx.Document;

/// <summary>Whether calls are recorded: the part <c>recording</c> of the company, a line or a user.</summary>
public sealed record RecordingSettings
{
    /// <summary>When.</summary>
    public required RecordingMode When { get; init; }

    /// <summary>The prompt that outside parties hear first, and without whose end nothing is recorded; empty for none.</summary>
    public string Announcement { get; init; } = "";

    /// <summary>Which calls.</summary>
    public ValueList<CallDirection> Calls { get; init; } = DefaultCalls;

    /// <summary>How many days a recording is kept; null: until somebody deletes it.</summary>
    public int? KeepDays { get; init; } = DefaultKeepDays;

    /// <summary>Half a year: complaints come within months, and the GDPR wants an end.</summary>
    public const int DefaultKeepDays = 180;

    /// <summary>What people in the house say to each other is nobody's business.</summary>
    public static readonly ValueList<CallDirection> DefaultCalls = [CallDirection.Inbound, CallDirection.Outbound];
}
