using System.Collections.Immutable;

namespace Ponte.Sip.Transports.Tls;

/// <summary>The TLS profiles of a transport by their names.</summary>
internal sealed class TlsProfiles
{
    private readonly ImmutableDictionary<string, TlsProfile> _profiles;

    private TlsProfiles(ImmutableDictionary<string, TlsProfile> profiles) => _profiles = profiles;

    public IEnumerable<TlsProfile> All => _profiles.Values;

    /// <summary>Reads all profiles; those that cannot be used are missing, and the problems say why.</summary>
    public static TlsProfiles Load(ImmutableArray<TlsProfileOptions> options, List<TransportProblem> problems)
    {
        var profiles = ImmutableDictionary.CreateBuilder<string, TlsProfile>(StringComparer.Ordinal);
        foreach (var profile in options)
        {
            var report = new CertificateReport(profile.Name);
            if (TlsProfile.Load(profile, report) is { } loaded)
            {
                profiles[profile.Name] = loaded;
            }
            problems.AddRange(
                report
                    .ToProblems()
                    .Where(p => p.IsError)
                    .Select(p => new TransportProblem($"TLS profile \"{p.Profile}\", {p.Setting}", p.Message, p.Mend))
            );
        }
        return new TlsProfiles(profiles.ToImmutable());
    }

    /// <summary>The profile of a name; null when there is none.</summary>
    public TlsProfile? Find(string name) => _profiles.GetValueOrDefault(name);
}
