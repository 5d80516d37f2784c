using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Doctor;

/// <summary>The machine: clock, media, certificate.</summary>
internal static class MachineDiagnosis
{
    /// <summary>TLS and Microsoft's logs bear a few seconds; certificates and calendars do not bear minutes.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(30);

    /// <summary>RTP and RTCP of both legs.</summary>
    private const int PortsPerCall = 4;

    public static IEnumerable<Finding> Clock(Examination facts)
    {
        var off = facts.Hubs.FirstOrDefault(h => h.ClockAhead is { } ahead && ahead.Duration() > ClockTolerance);
        if (off is not null)
        {
            var seconds = off.ClockAhead!.Value.TotalSeconds.ToString("+0;-0", CultureInfo.InvariantCulture);
            yield return Finding.Error(FindingCode.ClockOff, "clock", seconds, off.Hub);
        }
        else if (facts.IsClockKept == false)
        {
            yield return Finding.Warning(FindingCode.ClockFree, "clock");
        }
        else if (facts.IsClockKept == true)
        {
            yield return Finding.Good(FindingCode.ClockGood, "clock");
        }
    }

    public static IEnumerable<Finding> Media(Examination facts)
    {
        if (facts.MediaFailure.Length > 0)
        {
            yield return Finding.Error(FindingCode.MediaDown, "Media", facts.MediaFailure);
        }
        var isMicrosoft = facts.Document.Lines.OfType<TeamsSettings>().Any(l => l.Hubs.Any(IsMicrosofts));
        var needed = facts.Document.Lines.Sum(l => l.Channels ?? 0) * PortsPerCall / 2;
        foreach (var (name, address, ports) in facts.Media)
        {
            var setting = $"Media:Addresses:{name}";
            if (isMicrosoft && IsPrivate(address))
            {
                yield return Finding.Error(FindingCode.MediaAddressPrivate, setting + ":Advertised", address.ToString());
            }
            else if (ports < needed)
            {
                yield return Finding.Warning(FindingCode.MediaPortsFew, setting + ":Ports", Number(ports), Number(needed));
            }
            else
            {
                yield return Finding.Good(FindingCode.MediaGood, setting, address.ToString(), Number(ports));
            }
        }
    }

    public static IEnumerable<Finding> Certificates(Examination facts, TeamsSettings line)
    {
        if (!facts.HasCertificate)
        {
            yield return Finding.Error(FindingCode.CertificateMissing, "Tls:Certificate");
            yield break;
        }
        foreach (
            var (host, problems) in facts.Certificates.Where(c => line.Tenants.Prepend(line.Fqdn).Contains(c.Host, StringComparer.Ordinal))
        )
        {
            if (problems.IsEmpty)
            {
                yield return Finding.Good(FindingCode.CertificateGood, "Tls:Certificate", host);
            }
            foreach (var problem in problems)
            {
                var level = problem.IsError ? FindingLevel.Error : FindingLevel.Warning;
                yield return new Finding(
                    FindingCode.CertificateFault,
                    level,
                    Setting(problem.Setting),
                    [problem.Kind.ToString(), problem.Message, problem.Mend, .. problem.Values]
                );
            }
        }
    }

    /// <summary>Whether it is one of Microsoft's own hubs, and not a rehearsal.</summary>
    private static bool IsMicrosofts(HubAddress hub) =>
        hub.Host.EndsWith(".pstnhub.microsoft.com", StringComparison.OrdinalIgnoreCase)
        || hub.Host.EndsWith(".teams.microsoft.us", StringComparison.OrdinalIgnoreCase);

    private static string Setting(string property) =>
        property switch
        {
            "KeyFile" => "Tls:Key",
            "TrustAnchors" => "Tls:TrustAnchors",
            _ => "Tls:Certificate",
        };

    /// <summary>Loopback, RFC 1918, RFC 6598, link-local: addresses that mean nothing outside.</summary>
    private static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.AddressFamily != AddressFamily.InterNetwork)
        {
            return IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal;
        }
        return Private.Any(range => range.Contains(address));
    }

    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("169.254.0.0/16"),
    ];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
