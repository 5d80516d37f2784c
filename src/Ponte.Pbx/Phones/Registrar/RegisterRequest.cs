using System.Collections.Immutable;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Phones.Registrar;

/// <summary>A REGISTER, read and found in order. What it asks for is judged by <see cref="RegistrarRules"/>.</summary>
internal sealed record RegisterRequest
{
    private const int UserAgentLength = 128;

    /// <summary>The Contacts; empty when it only asks what is registered, and when it takes all away.</summary>
    public ImmutableArray<ContactRequest> Contacts { get; init; } = [];

    /// <summary>Whether it is <c>Contact: *</c>: all bindings go.</summary>
    public bool IsRemoveAll { get; init; }

    /// <summary>The time of Contacts that have none of their own, in seconds; null for ours.</summary>
    public uint? Expires { get; init; }

    /// <summary>The Path values.</summary>
    public ImmutableArray<string> Path { get; init; } = [];

    /// <summary>Whether its Contact is a flow of RFC 5626.</summary>
    public bool IsOutbound { get; init; }

    /// <summary>The Call-ID.</summary>
    public required string CallId { get; init; }

    /// <summary>The CSeq number.</summary>
    public required uint CSeq { get; init; }

    /// <summary>The User-Agent.</summary>
    public required string UserAgent { get; init; }

    /// <summary>The flow it came on.</summary>
    public required SipFlow Flow { get; init; }

    /// <summary>Reads it; otherwise the refusal.</summary>
    public static (RegisterRequest? Request, RegisterRefusal Refusal) Read(SipRequest message, SipFlow flow, RegistrarLimits limits)
    {
        var path = message.Headers.Values(HeaderName.Path).Take(limits.PathValues + 1).ToImmutableArray();
        var values = message.Headers.Values(HeaderName.Contact).Take(limits.BindingsPerAccount + 1).ToImmutableArray();
        if (path.Length > limits.PathValues || path.Any(p => p.Length > limits.Text) || message.CallId.Length > limits.Text)
        {
            return (null, new RegisterRefusal(400, "Header Too Long"));
        }
        if (values.Length > limits.BindingsPerAccount)
        {
            return (null, new RegisterRefusal(400, "Too Many Contacts"));
        }
        var expires = message.Headers.First(HeaderName.Expires) is { } text ? ContactRequest.Seconds(text) : (uint?)null;
        var agent = message.Headers.First(HeaderName.UserAgent) ?? "";
        var request = new RegisterRequest
        {
            Expires = expires,
            Path = path,
            CallId = message.CallId,
            CSeq = message.CSeq.Number,
            UserAgent = agent.Length > UserAgentLength ? agent[..UserAgentLength] : agent,
            Flow = flow,
        };
        if (values.Any(v => v.AsSpan().Trim() is "*"))
        {
            // "The Contact header field value of "*" … MUST NOT be used unless the Expires header field is present with a value of 0" (10.2.2)
            return values.Length == 1 && expires == 0
                ? (request with { IsRemoveAll = true }, default)
                : (null, new RegisterRefusal(400, "Contact * Needs Expires 0 And No Other"));
        }
        return ReadContacts(message, values, request, limits);
    }

    private static (RegisterRequest? Request, RegisterRefusal Refusal) ReadContacts(
        SipRequest message,
        ImmutableArray<string> values,
        RegisterRequest request,
        RegistrarLimits limits
    )
    {
        var contacts = ImmutableArray.CreateBuilder<ContactRequest>(values.Length);
        foreach (var value in values)
        {
            if (!NameAddress.TryParse(value, out var address) || ContactRequest.Read(address, limits.Text) is not { } contact)
            {
                return (null, new RegisterRefusal(400, "Contact Malformed Or Not Reachable"));
            }
            contacts.Add(contact);
        }
        // RFC 5626 section 6: the UA must say that it means it, and a number without instance means nothing.
        var isOutbound =
            message.Headers.HasToken(HeaderName.Supported, "outbound")
            && contacts.Any(c => c is { RegId: > 0, Instance.Length: > 0 } && (c.Expires ?? request.Expires) != 0);
        if (isOutbound && contacts.Count > 1)
        {
            return (null, new RegisterRefusal(400, "One Contact With reg-id Only"));
        }
        if (isOutbound && !IsFirstHopFit(message, request.Path))
        {
            return (null, new RegisterRefusal(439, "First Hop Lacks Outbound Support"));
        }
        return (request with { Contacts = contacts.ToImmutable(), IsOutbound = isOutbound }, default);
    }

    /// <summary>RFC 5626 section 6: through proxies, the first of them must have said <c>ob</c> in its Path.</summary>
    private static bool IsFirstHopFit(SipRequest message, ImmutableArray<string> path) =>
        message.Headers.Values(HeaderName.Via).Skip(1).FirstOrDefault() is null
        || (path.Length > 0 && NameAddress.TryParse(path[^1], out var first) && first.Uri?.HasParameter("ob") == true);
}
