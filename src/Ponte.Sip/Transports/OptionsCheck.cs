using System.Net;

namespace Ponte.Sip.Transports;

/// <summary>Finds what is wrong with a transport's settings before anything is bound.</summary>
internal static class OptionsCheck
{
    public static void Run(SipTransportOptions options, List<TransportProblem> problems)
    {
        CheckNames(options, problems);
        foreach (var listener in options.Listeners)
        {
            CheckListener(listener, options, problems);
        }
    }

    private static void CheckNames(SipTransportOptions options, List<TransportProblem> problems)
    {
        foreach (var (name, count) in options.Listeners.CountBy(l => l.Name, StringComparer.Ordinal))
        {
            if (count > 1)
            {
                problems.Add(new TransportProblem($"listener \"{name}\"", $"{count} listeners have this name", "Give each its own"));
            }
        }
        foreach (var (name, count) in options.Profiles.CountBy(p => p.Name, StringComparer.Ordinal))
        {
            if (count > 1)
            {
                problems.Add(new TransportProblem($"TLS profile \"{name}\"", $"{count} profiles have this name", "Give each its own"));
            }
        }
    }

    private static void CheckListener(ListenerOptions listener, SipTransportOptions options, List<TransportProblem> problems)
    {
        var setting = $"listener \"{listener.Name}\"";
        var isWildcard = listener.Address.Address.Equals(IPAddress.Any) || listener.Address.Address.Equals(IPAddress.IPv6Any);
        if (isWildcard && listener.AdvertisedHost.Length == 0)
        {
            problems.Add(
                new TransportProblem(
                    setting,
                    $"it listens on all addresses ({listener.Address.Address}), so peers must be told which one to use",
                    "Set the advertised host"
                )
            );
        }
        if (listener.AdvertisedPort is < 0 or > 65535)
        {
            problems.Add(new TransportProblem(setting, $"the advertised port is {listener.AdvertisedPort}", "Use 0 to 65535"));
        }
        if (listener.Protocol != TransportProtocol.Tls)
        {
            return;
        }
        var profile = options.Profiles.FirstOrDefault(p => string.Equals(p.Name, listener.Profile, StringComparison.Ordinal));
        if (profile is null)
        {
            problems.Add(new TransportProblem(setting, $"there is no TLS profile \"{listener.Profile}\"", "Add it or name another"));
        }
        else if (profile.CertificateFile.Length == 0)
        {
            problems.Add(
                new TransportProblem(
                    setting,
                    $"its TLS profile \"{listener.Profile}\" has no certificate, and a listener needs one",
                    "Set the profile's certificate file"
                )
            );
        }
    }
}
