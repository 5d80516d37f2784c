using System.Collections.Immutable;
using System.Net;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Phones.Registrar;

/// <summary>What a REGISTER makes of an account's bindings: RFC 3261 section 10.3 steps 6 to 8, with RFC 5626 section 6. Pure.</summary>
internal static class RegistrarRules
{
    /// <summary>Applies a REGISTER.</summary>
    /// <param name="bindings">The account's bindings before; those that are over are passed over.</param>
    /// <param name="request">The REGISTER.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="now">The current instant.</param>
    public static RegisterOutcome Apply(ImmutableArray<Binding> bindings, RegisterRequest request, RegistrarLimits limits, Instant now)
    {
        var live = bindings.RemoveAll(b => b.Expires <= now);
        if (request.IsRemoveAll)
        {
            return live.Any(b => IsLate(b, request)) ? OutOfOrder(live) : new RegisterOutcome(null, []);
        }
        var after = live.ToList();
        foreach (var contact in request.Contacts)
        {
            var expires = Expires(contact, request, limits);
            if (expires is null)
            {
                return new RegisterOutcome(new RegisterRefusal(423), live);
            }
            var at = after.FindIndex(b => IsSamePlace(b, contact, request.IsOutbound));
            if (at >= 0)
            {
                // "If it does agree, the registrar compares the CSeq value. If the value is higher …, it MUST update or remove"
                if (IsLate(after[at], request) && live.Contains(after[at]))
                {
                    return OutOfOrder(live);
                }
                after.RemoveAt(at);
            }
            if (expires > TimeSpan.Zero)
            {
                after.Add(Bind(contact, request, now + expires.Value));
            }
        }
        while (after.Count > limits.BindingsPerAccount)
        {
            after.Remove(after.MinBy(b => b.Expires)!);
        }
        return new RegisterOutcome(null, [.. after], request.IsOutbound);
    }

    /// <summary>
    /// The bindings that ring: of the flows of one instance the one that was registered last, because a phone must not be called twice (RFC 5626 section 5.3).
    /// </summary>
    public static ImmutableArray<Binding> OneFlowOfEach(ImmutableArray<Binding> bindings) =>
        [
            .. bindings
                .GroupBy(b => b.RegId > 0 ? $"instance {b.Instance}" : b.Key, StringComparer.Ordinal)
                .Select(g => g.MaxBy(b => b.Expires)!),
        ];

    /// <summary>Whether a phone is behind a NAT: its Contact names another address than its packets come from.</summary>
    public static bool IsBehindNat(SipUri contact, IPEndPoint source) =>
        !IPAddress.TryParse(contact.Host, out var address)
        || !Plain(address).Equals(Plain(source.Address))
        || (contact.Port ?? TransportProtocol.Udp.DefaultPort()) != source.Port;

    private static RegisterOutcome OutOfOrder(ImmutableArray<Binding> live) => new(new RegisterRefusal(500, "CSeq Out Of Order"), live);

    /// <summary>Whether the binding was written by a later request of the same registration.</summary>
    private static bool IsLate(Binding binding, RegisterRequest request) =>
        string.Equals(binding.CallId, request.CallId, StringComparison.Ordinal) && binding.CSeq >= request.CSeq;

    private static bool IsSamePlace(Binding binding, ContactRequest contact, bool isOutbound)
    {
        var isFlow = isOutbound || (contact is { RegId: > 0, Instance.Length: > 0 } && binding.RegId > 0);
        if (isFlow)
        {
            return binding.RegId == contact.RegId && string.Equals(binding.Instance, contact.Instance, StringComparison.OrdinalIgnoreCase);
        }
        return SipUri.TryParse(binding.Contact, out var uri) && uri.IsEquivalentTo(contact.Uri);
    }

    /// <summary>The time that a Contact gets; zero takes it away; null: it is too short (step 7).</summary>
    private static TimeSpan? Expires(ContactRequest contact, RegisterRequest request, RegistrarLimits limits)
    {
        var flow = request.Flow;
        var longest =
            flow.Protocol.IsReliable() ? limits.MaximumExpiresOnConnection
            : IsBehindNat(contact.Uri, flow.Remote) ? limits.MaximumExpiresBehindNat
            : limits.MaximumExpires;
        if ((contact.Expires ?? request.Expires) is not { } seconds)
        {
            return longest;
        }
        var asked = TimeSpan.FromSeconds(seconds);
        if (asked > TimeSpan.Zero && asked < limits.MinimumExpires)
        {
            return null;
        }
        return asked < longest ? asked : longest;
    }

    private static Binding Bind(ContactRequest contact, RegisterRequest request, Instant expires) =>
        new()
        {
            Contact = contact.Uri.Text,
            Q = contact.Q,
            Instance = contact.Instance,
            RegId = request.IsOutbound ? contact.RegId : 0,
            Path = request.Path,
            Protocol = request.Flow.Protocol,
            Source = request.Flow.Remote,
            Flow = request.Flow,
            LocalHost = request.Flow.SentByHost,
            LocalPort = request.Flow.SentByPort,
            UserAgent = request.UserAgent,
            CallId = request.CallId,
            CSeq = request.CSeq,
            Expires = expires,
        };

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
