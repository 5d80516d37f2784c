using System.Collections.Immutable;
using System.Net;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Microsoft;

/// <summary>The rules that Microsoft's proxy has for requests of SBCs, as pure functions (reference sections 4 to 6, 10 to 12 and 23).</summary>
public static partial class MicrosoftRules
{
    /// <summary>Judges an INVITE that begins a call.</summary>
    /// <param name="invite">The request.</param>
    /// <param name="peer">The certificate of the connection it came on.</param>
    /// <param name="options">Hubs, tenants and limits.</param>
    /// <param name="isReferred">Whether it belongs to a transfer: then its Request-URI names no number.</param>
    public static InviteVerdict Check(SipRequest invite, TlsPeer? peer, MicrosoftOptions options, bool isReferred = false)
    {
        ArgumentNullException.ThrowIfNull(invite);
        ArgumentNullException.ThrowIfNull(options);
        var (host, refusal) = CheckAddress(invite, peer);
        if (refusal is not null)
        {
            return InviteVerdict.Refused(refusal);
        }
        if (FindTenant(options.Tenants, host) is not { } tenant)
        {
            return InviteVerdict.Refused(MicrosoftRefusals.UnknownGateway($"No tenant knows the SBC {host}"));
        }
        if ((CheckHeaders(invite, options) ?? CheckBody(invite)) is { } formal)
        {
            return new InviteVerdict { Tenant = tenant, Refusal = formal };
        }
        var verdict = isReferred ? new InviteVerdict { Tenant = tenant } : CheckNumber(invite, tenant);
        return verdict with { Warnings = Warnings(invite, host, options, isReferred) };
    }

    /// <summary>Judges an OPTIONS: null takes it.</summary>
    public static MicrosoftRefusal? CheckOptions(SipRequest options, TlsPeer? peer, IReadOnlyList<TenantOptions> tenants)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tenants);
        var (host, refusal) = CheckAddress(options, peer);
        return refusal ?? (FindTenant(tenants, host) is null ? MicrosoftRefusals.UnknownGateway($"No tenant knows the SBC {host}") : null);
    }

    /// <summary>The tenant that owns a name; if none does, the one that owns its parent domain.</summary>
    public static TenantOptions? FindTenant(IReadOnlyList<TenantOptions> tenants, string fqdn)
    {
        ArgumentNullException.ThrowIfNull(tenants);
        ArgumentNullException.ThrowIfNull(fqdn);
        var parent = fqdn[(fqdn.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return tenants.FirstOrDefault(t => t.Owns(fqdn)) ?? tenants.FirstOrDefault(t => t.Owns(parent));
    }

    /// <summary>The SBC's name: Record-Route first, then Contact; a name, the same in both, and one of the certificate's.</summary>
    private static (string Host, MicrosoftRefusal? Refusal) CheckAddress(SipRequest request, TlsPeer? peer)
    {
        var routes = request.Headers.Addresses(HeaderName.RecordRoute);
        var contacts = request.Headers.Addresses(HeaderName.Contact);
        if (routes.Count == 0 && contacts.Count == 0)
        {
            return ("", MicrosoftRefusals.NoContact);
        }
        var hosts = routes.Take(1).Concat(contacts.Take(1)).Select(a => a.Uri?.Host ?? "").ToList();
        if (hosts.Find(h => h.Length == 0 || IPAddress.TryParse(h, out _)) is { } bad)
        {
            return ("", MicrosoftRefusals.UnknownGateway($"{bad} in Contact or Record-Route is no FQDN"));
        }
        if (hosts.Exists(h => !h.Equals(hosts[0], StringComparison.OrdinalIgnoreCase)))
        {
            return ("", MicrosoftRefusals.UnknownGateway("Contact and Record-Route differ"));
        }
        return peer?.IsFor(hosts[0]) == true
            ? (hosts[0], null)
            : ("", MicrosoftRefusals.UnknownGateway($"{hosts[0]} is not a name of the certificate"));
    }

    private static MicrosoftRefusal? CheckHeaders(SipRequest invite, MicrosoftOptions options)
    {
        if (invite.Headers.Number(HeaderName.MaxForwards) is null or 0)
        {
            return MicrosoftRefusals.Loop;
        }
        if (invite.Headers.Contains(HeaderName.Replaces))
        {
            return MicrosoftRefusals.Malformed("Replaces is not taken from SBCs");
        }
        var required = invite
            .Headers.Values(HeaderName.Require)
            .FirstOrDefault(r => !r.Equals("timer", StringComparison.OrdinalIgnoreCase));
        if (required is not null)
        {
            return MicrosoftRefusals.Extension($"{required} is not supported");
        }
        return invite.Headers.Number(HeaderName.SessionExpires) < options.MinSe.TotalSeconds ? MicrosoftRefusals.IntervalTooSmall : null;
    }

    private static InviteVerdict CheckNumber(SipRequest invite, TenantOptions tenant)
    {
        var verdict = new InviteVerdict { Tenant = tenant };
        if (invite.RequestUri is not { Scheme: "sip" } uri)
        {
            return verdict with { Refusal = MicrosoftRefusals.Malformed("the Request-URI is no sip URI") };
        }
        if (!IsGlobal(uri.UserText))
        {
            return verdict with { Refusal = MicrosoftRefusals.BadNumber };
        }
        var caller = invite.From?.Uri?.UserText ?? "";
        if (tenant.BlockedCallers.Contains(caller, StringComparer.Ordinal))
        {
            return verdict with { Refusal = MicrosoftRefusals.CallerBlocked };
        }
        var users = tenant.Users.Where(u => u.Number.Equals(uri.UserText, StringComparison.Ordinal)).ToList();
        // The extension counts only where the number alone does not say whom.
        var user =
            users.Count > 1
                ? users.Find(u => u.Extension.Equals(uri.Parameter("ext") ?? "", StringComparison.Ordinal))
                : users.FirstOrDefault();
        if (user is null)
        {
            return verdict with { Refusal = MicrosoftRefusals.NotAssigned };
        }
        return verdict with
        {
            User = user,
            Refusal = user.IsEnabled ? null : MicrosoftRefusals.NotEnabled,
            IsForVoicemail = uri.Parameter("opaque") is "app:voicemail",
        };
    }

    private static bool IsGlobal(string number) =>
        number.Length > 1 && number[0] == '+' && !number.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    private static ImmutableArray<string> Warnings(SipRequest invite, string host, MicrosoftOptions options, bool isReferred)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        if (invite.RequestUri is not { } uri)
        {
            return [];
        }
        if (!options.Hubs.Any(h => h.Name.Equals(uri.Host, StringComparison.OrdinalIgnoreCase)))
        {
            warnings.Add($"The host of the Request-URI is {uri.Host}, not the hub's name.");
        }
        if (uri.Parameter("user") is not "phone" && !isReferred)
        {
            warnings.Add("The Request-URI has no user=phone.");
        }
        if (invite.From?.Uri is { } from && from.UserText is not "anonymous" && !IsGlobal(from.UserText))
        {
            warnings.Add("The number in From has no plus sign.");
        }
        if (invite.Headers.Addresses(HeaderName.Contact) is [{ Uri: { } contact }, ..] && contact.Parameter("transport") is not "tls")
        {
            warnings.Add($"The Contact of {host} has no transport=tls within its angle brackets.");
        }
        if (!invite.Headers.HasToken(HeaderName.Allow, "REFER") || !invite.Headers.HasToken(HeaderName.Allow, "NOTIFY"))
        {
            warnings.Add("Allow lacks REFER or NOTIFY.");
        }
        return warnings.ToImmutable();
    }
}
