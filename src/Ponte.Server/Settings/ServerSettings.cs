using System.Collections.Immutable;
using Ponte.Pbx.Phones;

namespace Ponte.Server.Settings;

/// <summary>The settings of this machine: what the company document does not say. Validated, with the defaults filled in.</summary>
internal sealed record ServerSettings
{
    /// <summary>The folder of database, trace, journal and sockets; absolute.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where SIP is listened for; at least one.</summary>
    public required ImmutableArray<ListenerSettings> Listeners { get; init; }

    /// <summary>Our certificate; null where no listener and no line needs TLS.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>How and where media flow.</summary>
    public required MediaSettings Media { get; init; }

    /// <summary>Where and how pages, the API, <c>/health</c> and <c>/metrics</c> are served; null for nowhere.</summary>
    public HttpSettings? Http { get; init; }

    /// <summary>The unix socket of the admin API; absolute.</summary>
    public required string AdminSocket { get; init; }

    /// <summary>The unix socket of <c>ponte-media</c>; absolute.</summary>
    public required string MediaSocket { get; init; }

    /// <summary>What is kept of the SIP messages.</summary>
    public required TraceSettings Trace { get; init; }

    /// <summary>What calls and connections may take.</summary>
    public required LimitSettings Limits { get; init; }

    /// <summary>How long phones are registered, and what strangers may do.</summary>
    public required PhoneSettings Phones { get; init; }

    /// <summary>The mail server; null where no mails are sent.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>The service that says what was not recorded; null: espeak-ng does, where it is installed.</summary>
    public SpeechSettings? Speech { get; init; }

    /// <summary>
    /// Whether a stop leaves established calls to the next server, which takes them over, instead of ending them. With media in a process of
    /// their own only.
    /// </summary>
    public bool KeepCallsOnStop { get; init; }

    /// <summary>How recordings are written.</summary>
    public required RecordingFileSettings Recording { get; init; }

    /// <summary>How the log is written.</summary>
    public required LogSettings Log { get; init; }
}
