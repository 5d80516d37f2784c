namespace Ponte.Pbx.Document;

/// <summary>The section <c>company</c>.</summary>
public sealed record CompanySettings
{
    /// <summary>The company's name.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 3166 alpha-2, upper case: how numbers without a country code are read, and which tones callers hear.</summary>
    public required string Country { get; init; }

    /// <summary>The area code, as dialled within the country (with a leading 0 where there is one), for numbers given without it; empty where none is set.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>The language of prompts, screens and messages: <c>it</c> or <c>en</c>.</summary>
    public string Language { get; init; } = DefaultLanguage;

    /// <summary>The time zone by its IANA name.</summary>
    public string TimeZone { get; init; } = DefaultTimeZone;

    /// <summary>How long a parked call waits before it rings again at who parked it.</summary>
    public TimeSpan ParkTimeout { get; init; } = DefaultParkTimeout;

    /// <summary>The WAV file in the data folder's <c>music</c> that those on hold hear; empty: the hold tone.</summary>
    public string HoldMusic { get; init; } = "";

    /// <summary>Whether a conference that a user makes of its calls ends when that user hangs up; else the others go on.</summary>
    public bool ConferenceEndsWithInitiator { get; init; }

    /// <summary>Whether calls are recorded, where neither users nor lines say it; null: they are not.</summary>
    public RecordingSettings? Recording { get; init; }

    /// <summary>After longer, callers give up.</summary>
    public static readonly TimeSpan DefaultParkTimeout = TimeSpan.FromMinutes(2);

    /// <summary>The language where none is given.</summary>
    public const string DefaultLanguage = "en";

    /// <summary>The time zone where none is given.</summary>
    public const string DefaultTimeZone = "UTC";
}
