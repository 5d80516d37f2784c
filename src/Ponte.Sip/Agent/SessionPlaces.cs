using System.Collections.Concurrent;
using System.Collections.Immutable;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Agent;

/// <summary>
/// Which endpoint a message belongs to. The loop's number in our tags and the Call-ID say it, except for sessions that have moved to
/// another loop and INVITEs that another one took: those are entered here. From any thread.
/// </summary>
internal sealed class SessionPlaces
{
    private readonly ConcurrentDictionary<ulong, SipEndpoint> _moved = new();
    private readonly ConcurrentDictionary<string, SipEndpoint> _diverted = new(StringComparer.Ordinal);

    /// <summary>The endpoints of the node in the order of their loops. Set once, before the first message.</summary>
    public ImmutableArray<SipEndpoint> Endpoints { get; set; } = [];

    /// <summary>Sessions that are not where their tag or Call-ID says.</summary>
    public int Count => _moved.Count + _diverted.Count;

    /// <summary>The endpoint that made the number.</summary>
    public SipEndpoint OfToken(ulong token) => Endpoints[LoopTokens.LoopOf(token) % Endpoints.Length];

    /// <summary>The endpoint on which the session of one of our tags is, if it is anywhere.</summary>
    public SipEndpoint Of(ulong token) => _moved.GetValueOrDefault(token) ?? OfToken(token);

    /// <summary>The endpoint that takes new requests of a Call-ID.</summary>
    public SipEndpoint OfCallId(string callId) =>
        Endpoints[(int)((uint)callId.GetHashCode(StringComparison.Ordinal) % (uint)Endpoints.Length)];

    /// <summary>From now on the session's messages go to an endpoint, wherever they arrive.</summary>
    public void Enter(InviteSession session, SipEndpoint endpoint)
    {
        if (OfToken(session.Token) != endpoint)
        {
            _moved[session.Token] = endpoint;
        }
        else
        {
            _moved.TryRemove(session.Token, out _);
        }
    }

    /// <summary>An endpoint takes the INVITE of a Call-ID and all that belongs to it.</summary>
    public void Enter(string callId, SipEndpoint endpoint)
    {
        if (OfCallId(callId) != endpoint)
        {
            _diverted[callId] = endpoint;
        }
    }

    /// <summary>The session is over on its endpoint, or has left it.</summary>
    public void Leave(InviteSession session)
    {
        _moved.TryRemove(new KeyValuePair<ulong, SipEndpoint>(session.Token, session.Endpoint));
        if (session.IsIncoming)
        {
            _diverted.TryRemove(new KeyValuePair<string, SipEndpoint>(session.CallId, session.Endpoint));
        }
    }

    /// <summary>The endpoint that a request without a transaction must go on to; null: the one that asks is right.</summary>
    public SipEndpoint? Elsewhere(SipRequest request, SipEndpoint asking)
    {
        var place = asking;
        if (request.ToTag.Length > 0)
        {
            place = LoopTokens.TryReadTag(request.ToTag, out var token) ? _moved.GetValueOrDefault(token, asking) : asking;
        }
        else if (!_diverted.TryGetValue(request.CallId, out place!))
        {
            place = request.Method == SipMethod.Invite ? OfReplaced(request) ?? asking : asking;
        }
        return place == asking ? null : place;
    }

    /// <summary>An INVITE that takes a dialog's place is taken where that dialog is (RFC 3891).</summary>
    private SipEndpoint? OfReplaced(SipRequest invite) =>
        invite.Headers.First(HeaderName.Replaces) is { } text
        && ReplacesHeader.TryParse(text, out var replaces)
        && LoopTokens.TryReadTag(replaces.ToTag, out var token)
            ? Of(token)
            : null;
}
