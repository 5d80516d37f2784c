namespace Ponte.Pbx.Document;

/// <summary>A phone of a user, which registers with Ponte.</summary>
public sealed record DeviceSettings
{
    /// <summary>The device's key in the document.</summary>
    public required string Name { get; init; }

    /// <summary>The SIP user that it registers as, and the name of its legs: <c>201-cordless</c>, the user's extension (else the user's key) first.</summary>
    public required string Login { get; init; }

    /// <summary>The password for digest authentication.</summary>
    public required SecretReference Password { get; init; }

    /// <summary>How much later than the user's other places it rings.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The calendar in whose active times it rings; empty: always.</summary>
    public string Hours { get; init; } = "";

    /// <summary>The audio codecs by their SDP names, the preferred one first.</summary>
    public ValueList<string> Codecs { get; init; } = DefaultCodecs;

    /// <summary>Whether its media is encrypted.</summary>
    public MediaSecurity Srtp { get; init; }

    /// <summary>How faxes pass, where it is an adapter with a fax on it.</summary>
    public FaxMode Fax { get; init; }

    /// <summary>Wideband between phones; G.711 passes everywhere without transcoding.</summary>
    public static readonly ValueList<string> DefaultCodecs = ["G722", "PCMA", "PCMU"];
}
