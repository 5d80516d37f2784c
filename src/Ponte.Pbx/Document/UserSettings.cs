namespace Ponte.Pbx.Document;

/// <summary>A user of the section <c>users</c>.</summary>
public sealed record UserSettings
{
    /// <summary>The user's key in the document.</summary>
    public required string Id { get; init; }

    /// <summary>The name that others see.</summary>
    public required string Name { get; init; }

    /// <summary>The short internal number; empty where there is none.</summary>
    public string Extension { get; init; } = "";

    /// <summary>The number from outside, <c>+E.164</c>; empty where there is none.</summary>
    public string Number { get; init; } = "";

    /// <summary>The user in Teams; null for one without.</summary>
    public TeamsUserSettings? Teams { get; init; }

    /// <summary>The user's phones, ordered by <see cref="DeviceSettings.Name"/>.</summary>
    public ValueList<DeviceSettings> Devices { get; init; } = [];

    /// <summary>How Teams and the devices ring together.</summary>
    public TwinSettings Twin { get; init; } = new();

    /// <summary>What the user may call: the name of a class of service.</summary>
    public string Class { get; init; } = LineSettings.DefaultClass;

    /// <summary>The caller number for calls to carriers, <c>+E.164</c> or <see cref="Anonymous"/>; empty for the user's own.</summary>
    public string CallerId { get; init; } = "";

    /// <summary>Where calls go instead.</summary>
    public ForwardSettings Forward { get; init; } = new();

    /// <summary>Whether the user is busy for everybody.</summary>
    public bool DoNotDisturb { get; init; }

    /// <summary>Whether a second call rings while the user is in one; else the user is busy then.</summary>
    public bool CallWaiting { get; init; } = true;

    /// <summary>With which the user calls from others' phones; null for none.</summary>
    public SecretReference? Pin { get; init; }

    /// <summary>The user's box for messages; null for none here.</summary>
    public VoicemailSettings? Voicemail { get; init; }

    /// <summary>The groups within which calls are picked up.</summary>
    public ValueList<string> PickupGroups { get; init; } = [];

    /// <summary>Whether the user's calls are recorded; null: as line or company say.</summary>
    public RecordingSettings? Recording { get; init; }

    /// <summary>The <see cref="CallerId"/> of a user whose number is withheld.</summary>
    public const string Anonymous = "anonymous";
}
