using System.Collections.Immutable;
using Ponte.Calls.Model;
using Ponte.Pbx.Doctor;
using Ponte.Pbx.Document;
using Ponte.Server.Composition;
using Ponte.Server.History;
using Ponte.Server.Settings;
using Ponte.Sip.Transports;

namespace Ponte.Server.Doctor;

/// <summary>Gathers the facts that need the machine and the history; those of lines and network come from the telephony.</summary>
internal static class DoctorExamination
{
    /// <summary>How far back refusals of calls are looked for.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    /// <summary>Adds what the machine's settings and files tell.</summary>
    public static Examination WithMachine(this Examination facts, ServerSettings settings)
    {
        var teams = facts.Document.Lines.OfType<TeamsSettings>().ToList();
        var profiles = TransportSetup.Profiles(settings.Tls, facts.Document);
        return facts with
        {
            Listeners = TransportSetup.LocalAddresses(settings),
            HasCertificate = settings.Tls is { Certificate.Length: > 0 },
            Certificates =
            [
                .. teams.SelectMany(line =>
                    line.Tenants.Prepend(line.Fqdn)
                        .Select(name =>
                            (name, Check(profiles.First(p => p.Name.Equals(line.Name, StringComparison.Ordinal)), name, facts.At))
                        )
                ),
            ],
            IsClockKept = MachineClock.IsKept(),
            Media = [.. settings.Media.Addresses.Select(a => (a.Name, a.Advertised ?? a.Bind, a.LastPort - a.FirstPort + 1))],
        };
    }

    /// <summary>Adds the calls that Microsoft refused lately.</summary>
    public static Examination WithHistory(this Examination facts, IEnumerable<CallView> calls) =>
        facts with
        {
            Refusals =
            [
                .. calls
                    .Where(c => c.StartedAt > facts.At - Lately)
                    .SelectMany(c => c.Legs.Where(IsRefusedByTeams).Select(l => Refusal(c, l.End!))),
            ],
        };

    private static bool IsRefusedByTeams(LegView leg) =>
        leg is { Kind: LegKind.Teams, IsIncoming: false, End: { Side: EndSide.Callee, SipStatus: >= 400 } };

    private static TeamsRefusal Refusal(CallView call, CallEnd end) => new(call.Called.Number, end.SipStatus, end.Detail);

    private static ImmutableArray<CertificateProblem> Check(TlsProfileOptions profile, string name, DateTimeOffset now) =>
        profile.CertificateFile.Length > 0 ? CertificateCheck.Run(profile, name, now) : [];
}
