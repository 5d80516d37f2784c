using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Bench;

/// <summary>
/// A peer that does by itself what the protocol demands (ACK, 200 to BYE and CANCEL, 487) and leaves all else to a random hand: it keeps
/// the calls that it made and was given, in whatever state they are.
/// </summary>
internal sealed class AutoPeer(CallsBench bench, Peer peer)
{
    private readonly HashSet<string> _cancelled = new(StringComparer.Ordinal);
    private readonly HashSet<string> _talking = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);

    /// <summary>Calls that this peer made.</summary>
    public List<PeerCall> Made { get; } = [];

    /// <summary>Calls that this peer was given.</summary>
    public List<PeerCall> Given { get; } = [];

    /// <summary>The Call-IDs of those that are answered and acknowledged, and whose BYE neither came nor went.</summary>
    public IReadOnlyCollection<string> Talking => _talking;

    /// <summary>Sends an INVITE, without letting anything happen yet.</summary>
    public void Call(string number = "+390212345678", params string[] headers)
    {
        var call = PeerCall.Outgoing(peer, number);
        Made.Add(call);
        peer.Post(call.BuildInvite(peer.Sdp(), headers));
    }

    public void Post(SipMessage message)
    {
        if (message is SipRequest { Method: SipMethod.Bye })
        {
            End(message.CallId);
        }
        peer.Post(message);
    }

    /// <summary>A 487 is owed to a cancelled INVITE unless it was answered already.</summary>
    public bool IsCancelled(PeerCall call) => _cancelled.Contains(call.CallId);

    /// <summary>Reacts to all that came. Whether anything did.</summary>
    public bool React()
    {
        var inbox = peer.Inbox.ToList();
        peer.Inbox.Clear();
        foreach (var message in inbox)
        {
            if (message is SipRequest request)
            {
                React(request);
            }
            else if (message is SipResponse response)
            {
                React(response);
            }
        }
        bench.World.Run();
        return inbox.Count > 0;
    }

    private void React(SipRequest request)
    {
        switch (request.Method)
        {
            case SipMethod.Invite when request.ToTag.Length == 0:
                if (!Given.Exists(c => string.Equals(c.CallId, request.CallId, StringComparison.Ordinal)))
                {
                    var call = PeerCall.Incoming(peer, request);
                    Given.Add(call);
                    peer.Post(call.BuildResponse(100));
                }
                break;
            case SipMethod.Cancel:
                peer.Post(SipResponseBuilder.For(request, 200, toTag: "callee").Build());
                var cancelled = Given.Find(c => string.Equals(c.CallId, request.CallId, StringComparison.Ordinal));
                if (cancelled is not null && _cancelled.Add(request.CallId))
                {
                    peer.Post(cancelled.BuildResponse(487));
                }
                break;
            case SipMethod.Ack:
                var answered = Given.Find(c => string.Equals(c.CallId, request.CallId, StringComparison.Ordinal));
                if (answered is not null && !IsOfRefusal(request, answered))
                {
                    Begin(request.CallId);
                }
                break;
            case SipMethod.Invite:
                // We are asked to change: yes, with what we have.
                peer.Post(
                    SipResponseBuilder
                        .For(request, 200)
                        .Add(HeaderName.Contact, peer.Contact)
                        .Body("application/sdp", peer.Sdp().ToBytes())
                        .Build()
                );
                break;
            case SipMethod.Notify:
                peer.Post(SipResponseBuilder.For(request, 200).Build());
                break;
            case SipMethod.Bye:
                End(request.CallId);
                peer.Post(SipResponseBuilder.For(request, 200).Build());
                break;
        }
    }

    private void React(SipResponse response)
    {
        if (response.CSeq.Method != SipMethod.Invite || response.StatusCode < 200)
        {
            return;
        }
        if (response.StatusCode < 300)
        {
            Begin(response.CallId);
        }
        var call = Made.Concat(Given).First(c => string.Equals(c.CallId, response.CallId, StringComparison.Ordinal));
        peer.Post(call.BuildAck(response));
    }

    private void Begin(string callId)
    {
        if (!_ended.Contains(callId))
        {
            _talking.Add(callId);
        }
    }

    private void End(string callId)
    {
        _ended.Add(callId);
        _talking.Remove(callId);
    }

    /// <summary>The ACK for a refusal belongs to the transaction of its INVITE; that for a 200 has a branch of its own.</summary>
    private static bool IsOfRefusal(SipRequest ack, PeerCall call) =>
        string.Equals(ack.Headers.First(HeaderName.Via), call.Request.Headers.First(HeaderName.Via), StringComparison.Ordinal);
}
