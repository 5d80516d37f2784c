using System.Collections.Immutable;
using System.Net;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;
using Ponte.Pbx.Routing;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Doctor;

/// <summary>All that was looked at, as facts: what is made of them is a pure function (<see cref="Diagnosis"/>).</summary>
public sealed record Examination
{
    /// <summary>The document in force.</summary>
    public required CompanyDocument Document { get; init; }

    /// <summary>The moment; UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Our listeners as peers reach them.</summary>
    public ImmutableArray<LocalAddress> Listeners { get; init; } = [];

    /// <summary>Whether the settings name a certificate.</summary>
    public bool HasCertificate { get; init; }

    /// <summary>What is wrong with certificate, key and roots, by the name of ours that was compared.</summary>
    public ImmutableArray<(string Host, ImmutableArray<CertificateProblem> Problems)> Certificates { get; init; } = [];

    /// <summary>The addresses of our own names, or why there are none.</summary>
    public ImmutableArray<NameFact> OwnNames { get; init; } = [];

    /// <summary>What came of asking the hubs.</summary>
    public ImmutableArray<HubFact> Hubs { get; init; } = [];

    /// <summary>The lines' states.</summary>
    public ImmutableArray<LineStatus> Lines { get; init; } = [];

    /// <summary>How long we have been ready: before the first minutes have passed, nobody can be missed.</summary>
    public TimeSpan Uptime { get; init; }

    /// <summary>Whether something keeps the machine's clock right; null where it cannot be told.</summary>
    public bool? IsClockKept { get; init; }

    /// <summary>Why the media engine does not run; empty where it does.</summary>
    public string MediaFailure { get; init; } = "";

    /// <summary>How mails are sent; null where no mail server is set.</summary>
    public MailFact? Mail { get; init; }

    /// <summary>The addresses that SDP names, with how many ports each has.</summary>
    public ImmutableArray<(string Name, IPAddress Address, int Ports)> Media { get; init; } = [];

    /// <summary>Refusals of calls to Teams lately, the newest first.</summary>
    public ImmutableArray<TeamsRefusal> Refusals { get; init; } = [];
}
