using System.Collections.Immutable;

namespace Ponte.Sip.Transports.Tls;

/// <summary>The TLS profiles of a transport by their names. Read from any thread; changed by one at a time.</summary>
internal sealed class TlsProfiles
{
    private volatile ImmutableDictionary<string, TlsProfile> _profiles = ImmutableDictionary<string, TlsProfile>.Empty;

    public IEnumerable<TlsProfile> All => _profiles.Values;

    /// <summary>Reads all profiles; those that cannot be used are missing, and the problems say why.</summary>
    public static TlsProfiles Load(ImmutableArray<TlsProfileOptions> options, List<TransportProblem> problems)
    {
        var profiles = new TlsProfiles();
        profiles.Use(options, problems);
        return profiles;
    }

    /// <summary>
    /// Takes other profiles in the place of all that there are. One that did not change is left alone; one that cannot be used leaves the
    /// profile of its name as it was.
    /// </summary>
    /// <returns>The names of profiles that are others now.</returns>
    public ImmutableArray<string> Use(ImmutableArray<TlsProfileOptions> options, List<TransportProblem> problems)
    {
        var before = _profiles;
        var profiles = ImmutableDictionary.CreateBuilder<string, TlsProfile>(StringComparer.Ordinal);
        foreach (var profile in options)
        {
            var old = before.GetValueOrDefault(profile.Name);
            if ((IsSame(old?.Options, profile) ? old : Read(profile, problems) ?? old) is { } used)
            {
                profiles[profile.Name] = used;
            }
        }
        _profiles = profiles.ToImmutable();
        return [.. before.Where(p => _profiles.GetValueOrDefault(p.Key) != p.Value).Select(p => p.Key)];
    }

    /// <summary>The profile of a name; null when there is none.</summary>
    public TlsProfile? Find(string name) => _profiles.GetValueOrDefault(name);

    private static TlsProfile? Read(TlsProfileOptions options, List<TransportProblem> problems)
    {
        var report = new CertificateReport(options.Name);
        var profile = TlsProfile.Load(options, report);
        problems.AddRange(
            report
                .ToProblems()
                .Where(p => p.IsError)
                .Select(p => new TransportProblem($"TLS profile \"{p.Profile}\", {p.Setting}", p.Message, p.Mend))
        );
        return profile;
    }

    private static bool IsSame(TlsProfileOptions? first, TlsProfileOptions second) =>
        first is not null
        && first with { PeerNames = default } == second with { PeerNames = default }
        && first.PeerNames.SequenceEqual(second.PeerNames, StringComparer.Ordinal);
}
