using Ponte.Sip.Transports;

namespace Ponte.Server.Settings;

/// <summary>Looks at the certificate files before a peer does, and names the settings.</summary>
internal static class OwnCertificateCheck
{
    /// <summary>Tells everything that is wrong with certificate, key and trust anchors.</summary>
    /// <param name="settings">The files.</param>
    /// <param name="names">The names that peers will look for, each with the words that say who names it.</param>
    /// <param name="now">Wall-clock time.</param>
    /// <returns>Errors, and apart from them what is only a warning.</returns>
    public static (IReadOnlyList<SettingsError> Errors, IReadOnlyList<SettingsError> Warnings) Run(
        TlsSettings settings,
        IReadOnlyList<(string Name, string Reason)> names,
        DateTimeOffset now
    )
    {
        var profile = new TlsProfileOptions
        {
            CertificateFile = settings.Certificate,
            KeyFile = settings.Key,
            TrustAnchors = settings.TrustAnchors,
        };
        var errors = new List<SettingsError>();
        var warnings = new List<SettingsError>();
        foreach (var (name, reason) in names.DefaultIfEmpty(("", "")))
        {
            foreach (var problem in CertificateCheck.Run(profile, name, now))
            {
                var error = ErrorOf(problem, settings, problem.Kind == CertificateProblemKind.NameDoesNotMatch ? $", which {reason}" : "");
                var list = problem.IsError ? errors : warnings;
                if (!list.Contains(error))
                {
                    list.Add(error);
                }
            }
        }
        return (errors, warnings);
    }

    private static SettingsError ErrorOf(CertificateProblem problem, TlsSettings settings, string reason)
    {
        var (setting, value) = problem.Setting switch
        {
            nameof(TlsProfileOptions.KeyFile) => (SettingNames.Key, settings.Key),
            nameof(TlsProfileOptions.TrustAnchors) => (SettingNames.TrustAnchors, settings.TrustAnchors),
            _ => (SettingNames.Certificate, settings.Certificate),
        };
        var mend = char.ToLowerInvariant(problem.Mend[0]) + problem.Mend[1..];
        return new SettingsError(setting, value, "", $"{problem.Message}{reason}; {mend}");
    }
}
