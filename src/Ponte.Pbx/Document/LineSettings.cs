using System.Net;

namespace Ponte.Pbx.Document;

/// <summary>A line of the section <c>lines</c>: what all kinds have.</summary>
public abstract record LineSettings
{
    /// <summary>The line's name in the document.</summary>
    public required string Name { get; init; }

    /// <summary>What the line leads to.</summary>
    public abstract LineKind Kind { get; }

    /// <summary>How many calls the line carries at once, both ways together; null for no limit.</summary>
    public int? Channels { get; init; }

    /// <summary>How many new calls a second are sent to the line; null for no limit.</summary>
    public int? CallsPerSecond { get; init; }

    /// <summary>Time between two OPTIONS to each peer or hub; null where it is not watched.</summary>
    public TimeSpan? OptionsInterval { get; init; } = DefaultOptionsInterval;

    /// <summary>How long a peer or hub may take for its first answer, to OPTIONS and to INVITE, before the next one is tried.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>How long a conversation may be without any audio packet from the line before it is ended; null: for ever.</summary>
    public TimeSpan? MediaTimeout { get; init; } = DefaultMediaTimeout;

    /// <summary>The WAV file that those on hold hear on this line; empty: the company's.</summary>
    public string HoldMusic { get; init; } = "";

    /// <summary>Whether the line's calls are recorded, where users do not say it; null: as the company says.</summary>
    public RecordingSettings? Recording { get; init; }

    /// <summary>Whether the far end is told when the partner of a call changes, by <c>P-Asserted-Identity</c> (RFC 3325) in an UPDATE or re-INVITE.</summary>
    public bool ConnectedLine { get; init; }

    /// <summary>The sources that calls may come from.</summary>
    public ValueList<IPNetwork> Addresses { get; init; } = [];

    /// <summary>The audio codecs by their SDP names, the preferred one first.</summary>
    public ValueList<string> Codecs { get; init; } = DefaultCodecs;

    /// <summary>What callers on the line may call who are none of the company's users: the name of a class of service. Callers from carriers call nobody outside.</summary>
    public string Class { get; init; } = DefaultClass;

    /// <summary>The class of service of who is given none: everything but what costs extra, where toll fraud leads to.</summary>
    public const string DefaultClass = "international";

    /// <summary>Teams wants an OPTIONS each minute (Direct Routing, connection monitoring); it suits the others too.</summary>
    public static readonly TimeSpan DefaultOptionsInterval = TimeSpan.FromSeconds(60);

    /// <summary>Shorter than the 10 s after which Teams and most callers' side give up, so that a second peer still gets its chance.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(4);

    /// <summary>Longer than the pauses that phones with silence suppression make, and than the re-INVITEs of a hold take.</summary>
    public static readonly TimeSpan DefaultMediaTimeout = TimeSpan.FromSeconds(60);

    /// <summary>G.711 passes everywhere without transcoding.</summary>
    public static readonly ValueList<string> DefaultCodecs = ["PCMA", "PCMU"];

    /// <summary>The codecs that a line or device may have. All are relayed; all but G.729 are transcoded too, Opus where libopus is installed.</summary>
    public static readonly ValueList<string> KnownCodecs = ["PCMA", "PCMU", "G722", "G729", "OPUS"];
}
