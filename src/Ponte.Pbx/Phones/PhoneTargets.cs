using System.Collections.Immutable;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Phones.Registrar;
using Ponte.Pbx.Routing;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Phones;

/// <summary>Makes the legs that ring a user's phones: one for each place where a device is registered.</summary>
internal sealed class PhoneTargets(PhoneServices phones, LegProfiles profiles)
{
    /// <summary>The devices of a user that are registered, each with its places, which ring together.</summary>
    public ImmutableArray<(DeviceSettings Device, ImmutableArray<LegTarget> Bindings)> For(
        UserSettings user,
        Caller caller,
        CompanySnapshot company
    ) => [.. user.Devices.Select(d => (Device: d, Bindings: For(user, d, caller, company))).Where(d => d.Bindings.Length > 0)];

    /// <summary>The places where a device is registered.</summary>
    public ImmutableArray<LegTarget> For(UserSettings user, DeviceSettings device, Caller caller, CompanySnapshot company) =>
        [
            .. RegistrarRules
                .OneFlowOfEach(phones.Book.Of(device.Login, phones.Moment.Now))
                .Select(b => Target(user, device, b, caller, company)),
        ];

    /// <summary>Where a binding is reached: over its flow, or at the address that it came from in a former process.</summary>
    public static DestinationHop Hop(Binding binding) =>
        new(binding.Source.Address.ToString(), binding.Source.Port, binding.Protocol) { Flow = binding.Flow };

    /// <summary>The listener that a binding came to, as the phone knows it.</summary>
    public static LocalAddress ListenerOf(Binding binding) => new(binding.Protocol, binding.LocalHost.Trim('[', ']'), binding.LocalPort);

    private LegTarget Target(UserSettings user, DeviceSettings device, Binding binding, Caller caller, CompanySnapshot company)
    {
        var shown = caller.Shown;
        var number = shown.IsAnonymous ? "" : shown.Number;
        var isSecure = device.Srtp switch
        {
            MediaSecurity.Off => false,
            MediaSecurity.Required => true,
            _ => binding.Protocol == TransportProtocol.Tls,
        };
        var listener = ListenerOf(binding);
        var profile = profiles.Phone(
            company,
            device,
            Contacts.AtListener(listener, number),
            binding.Source.Address,
            PhoneKey.Of(device.Login, binding),
            isSecure
        );
        var identity = number.Length > 0 ? Uri(number, listener.Host) : "";
        return new LegTarget
        {
            Kind = LegKind.Phone,
            Name = device.Login,
            User = user.Id,
            Peer = binding.Source.ToString(),
            Profile = profile,
            TakeChannel = static () => new ChannelLease(static () => { }),
            Invite = new OutgoingInvite
            {
                Destination = Destination.To(Hop(binding)),
                RequestUri = _ => binding.Contact,
                From = identity.Length == 0 ? Caller.AnonymousFrom : NameAddress.Format(shown.Name, identity),
                To = $"<{Uri(user.Extension.Length > 0 ? user.Extension : device.Login, listener.Host)}>",
                Settings = profile.Session,
                Headers = [.. Headers(binding, shown.Name, identity)],
                Sdp = default,
                FailoverOn = static _ => false,
            },
        };
    }

    /// <summary>The Path that the REGISTER came by (RFC 3327 section 5.4), and the caller once more for phones that show what is asserted.</summary>
    private static IEnumerable<ExtraHeader> Headers(Binding binding, string name, string identity)
    {
        foreach (var path in binding.Path)
        {
            yield return new ExtraHeader("Route", path);
        }
        yield return identity.Length > 0
            ? new ExtraHeader("P-Asserted-Identity", NameAddress.Format(name, identity))
            : new ExtraHeader("Privacy", "id");
    }

    private static string Uri(string user, string host) =>
        new SipUriBuilder { User = user.Replace("#", "%23", StringComparison.Ordinal), Host = host }.ToString();
}
