using System.Globalization;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Transports;

namespace Ponte.Calls.Tests.Bench;

/// <summary>A dialog as the peer sees it. Every member that sends lets all that follows from it happen.</summary>
internal sealed partial class PeerCall
{
    private static int _count;

    private readonly Peer _peer;
    private readonly string _from;
    private readonly string _to;
    private uint _cseq = 1;
    private string _remoteTag = "";
    private string _remoteTarget;
    private SipRequest _invite = null!;

    private PeerCall(Peer peer, string callId, string localTag, string from, string to, string remoteTarget)
    {
        _peer = peer;
        CallId = callId;
        LocalTag = localTag;
        _from = from;
        _to = to;
        _remoteTarget = remoteTarget;
    }

    public string CallId { get; }

    public string LocalTag { get; private set; }

    /// <summary>What it dialled; empty for a call that came to it.</summary>
    public string Number { get; private init; } = "";

    /// <summary>Whose call it is.</summary>
    public Peer Peer => _peer;

    /// <summary>Our tag, as the peer learnt it.</summary>
    public string RemoteTag => _remoteTag;

    /// <summary>The peer's own SDP as it stands.</summary>
    public PeerSdp Sdp { get; set; } = new();

    /// <summary>The INVITE that made the dialog.</summary>
    public SipRequest Request => _invite;

    public static PeerCall Outgoing(Peer peer, string number)
    {
        var id = Interlocked.Increment(ref _count);
        return new PeerCall(
            peer,
            $"{peer.Name}-{id}",
            $"t{id}",
            $"<sip:+390299999999@{peer.Address.Address}>",
            $"<sip:{number}@192.0.2.1>",
            $"sip:{number}@192.0.2.1"
        )
        {
            Number = number,
        };
    }

    public static PeerCall Incoming(Peer peer, SipRequest invite) =>
        new(
            peer,
            invite.CallId,
            "callee",
            invite.To!.ToString(),
            Without(invite.From!),
            invite.Headers.Addresses(HeaderName.Contact)[0].UriText
        )
        {
            _invite = invite,
            _remoteTag = invite.FromTag,
            Sdp = peer.Sdp(),
        };

    public static SessionDescription Description(SipMessage message)
    {
        message.ContentType.Should().Be("application/sdp", message.ToString());
        SessionDescription.TryParse(message.Body.Span, new SdpLimits(), out var description, out var error).Should().BeTrue(error.Reason);
        return description!;
    }

    // The calling side.

    public void Invite(PeerSdp? sdp, params string[] headers) => _peer.Send(BuildInvite(sdp, headers));

    public SipRequest BuildInvite(PeerSdp? sdp, params string[] headers)
    {
        Sdp = sdp ?? Sdp;
        return _invite = Build(SipMethod.Invite, sdp, headers);
    }

    public void Cancel(params string[] headers) => _peer.Send(BuildCancel(headers));

    public SipRequest BuildCancel(params string[] headers)
    {
        var cancel = new SipRequestBuilder(SipMethod.Cancel, _invite.RequestUriText)
            .Add(HeaderName.Via, _invite.Headers.First(HeaderName.Via)!)
            .Add(HeaderName.MaxForwards, "70")
            .Add(HeaderName.From, _invite.Headers.First(HeaderName.From)!)
            .Add(HeaderName.To, _invite.Headers.First(HeaderName.To)!)
            .Add(HeaderName.CallId, CallId)
            .Add(HeaderName.CSeq, string.Create(CultureInfo.InvariantCulture, $"{_cseq} CANCEL"));
        Extra(cancel, headers);
        return cancel.Build();
    }

    /// <summary>Takes a provisional or final response to the INVITE and learns from it.</summary>
    public SipResponse Takes(int status)
    {
        var response = _peer.Take(status);
        Learn(response);
        return response;
    }

    public SipResponse TakesRinging()
    {
        var ringing = Takes(180);
        ringing.Body.IsEmpty.Should().BeTrue("a 180 lets the caller's own side ring");
        return ringing;
    }

    /// <summary>Takes the 200 and acknowledges it.</summary>
    public SipResponse TakesAnswer()
    {
        var answer = Takes(200);
        Ack();
        return answer;
    }

    public void Ack(PeerSdp? sdp = null) => _peer.Send(Build(SipMethod.Ack, sdp));

    /// <summary>Takes a refusal and acknowledges it.</summary>
    public SipResponse TakesRefusal(int status)
    {
        var refusal = Takes(status);
        Acknowledge(_invite, refusal);
        return refusal;
    }

    /// <summary>The ACK for a refusal belongs to the transaction of its INVITE (RFC 3261 section 17.1.1.3).</summary>
    private void Acknowledge(SipRequest invite, SipResponse refusal) => _peer.Send(BuildAck(invite, refusal));

    private SipRequest BuildAck(SipRequest invite, SipResponse refusal)
    {
        var ack = new SipRequestBuilder(SipMethod.Ack, invite.RequestUriText)
            .Add(HeaderName.Via, invite.Headers.First(HeaderName.Via)!)
            .Add(HeaderName.MaxForwards, "70")
            .Add(HeaderName.From, invite.Headers.First(HeaderName.From)!)
            .Add(HeaderName.To, refusal.Headers.First(HeaderName.To)!)
            .Add(HeaderName.CallId, CallId)
            .Add(HeaderName.CSeq, string.Create(CultureInfo.InvariantCulture, $"{invite.CSeq.Number} ACK"));
        return ack.Build();
    }

    private void Learn(SipResponse response)
    {
        _remoteTag = response.ToTag;
        if (response.Headers.Addresses(HeaderName.Contact) is [var contact, ..])
        {
            _remoteTarget = contact.UriText;
        }
    }

    // The called side.

    public void Responds(int status, PeerSdp? sdp = null, string? tag = null, params string[] headers) =>
        _peer.Send(BuildResponse(status, sdp, tag, headers));

    public SipResponse BuildResponse(int status, PeerSdp? sdp = null, string? tag = null, params string[] headers)
    {
        var builder = SipResponseBuilder.For(_invite, status, toTag: status == 100 ? null : tag ?? LocalTag);
        if (status is > 100 and < 300)
        {
            builder.Add(HeaderName.Contact, _peer.Contact);
        }
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            builder.Add(header[..colon], header[(colon + 1)..].Trim());
        }
        if (sdp is not null)
        {
            builder.Body("application/sdp", sdp.ToBytes());
        }
        return builder.Build();
    }

    /// <summary>Answers with 200 and takes the ACK.</summary>
    public SipRequest Answers(PeerSdp? sdp = null, string? tag = null)
    {
        Sdp = sdp ?? Sdp;
        LocalTag = tag ?? LocalTag;
        Responds(200, Sdp);
        return TakesAck();
    }

    public SipRequest TakesAck() => _peer.Take(SipMethod.Ack);

    /// <summary>Refuses with a final status and takes the ACK.</summary>
    public void Refuses(int status, params string[] headers)
    {
        Responds(status, null, null, headers);
        _peer.Take(SipMethod.Ack);
    }

    /// <summary>Takes a CANCEL, answers it, and ends the INVITE with 487.</summary>
    public SipRequest TakesCancel()
    {
        var cancel = _peer.Take(SipMethod.Cancel);
        _peer.Send(SipResponseBuilder.For(cancel, 200, toTag: LocalTag).Build());
        Refuses(487);
        return cancel;
    }

    /// <summary>Takes the CANCEL that is somewhere among other messages, answers it, and ends the INVITE with 487.</summary>
    public SipRequest TakesCancelAmong(Peer peer)
    {
        var cancel = peer.Inbox.OfType<SipRequest>().First(r => r.Method == SipMethod.Cancel);
        peer.Inbox.Remove(cancel);
        peer.Send(SipResponseBuilder.For(cancel, 200, toTag: LocalTag).Build());
        Responds(487);
        var ack = peer.Inbox.OfType<SipRequest>().First(r => r.Method == SipMethod.Ack);
        peer.Inbox.Remove(ack);
        return cancel;
    }

    // Both sides, within the dialog.

    public void Bye(params string[] headers)
    {
        _peer.Send(BuildBye(headers));
        _peer.Take(200);
    }

    public SipRequest BuildBye(params string[] headers)
    {
        _cseq++;
        return Build(SipMethod.Bye, null, headers);
    }

    public SipRequest TakesBye()
    {
        var bye = _peer.Take(SipMethod.Bye);
        _peer.Send(SipResponseBuilder.For(bye, 200).Build());
        return bye;
    }

    /// <summary>Takes the BYE of this call that is somewhere among other messages.</summary>
    public SipRequest TakesByeAmong(Peer peer)
    {
        var bye = peer
            .Inbox.OfType<SipRequest>()
            .First(r => r.Method == SipMethod.Bye && string.Equals(r.CallId, CallId, StringComparison.Ordinal));
        peer.Inbox.Remove(bye);
        peer.Send(SipResponseBuilder.For(bye, 200).Build());
        return bye;
    }

    /// <summary>Takes the refusal of this call that is somewhere among other messages.</summary>
    public void TakesRefusalAmong()
    {
        var refusal = _peer
            .Inbox.OfType<SipResponse>()
            .First(r => r.StatusCode >= 300 && string.Equals(r.CallId, CallId, StringComparison.Ordinal));
        _peer.Inbox.Remove(refusal);
        Acknowledge(_invite, refusal);
    }

    /// <summary>Takes the 200, and a 100 where one came before it, and acknowledges it.</summary>
    public SipResponse TakesAnswerAfterTrying()
    {
        if (_peer.Inbox.FirstOrDefault() is SipResponse { StatusCode: 100 })
        {
            Takes(100);
        }
        return TakesAnswer();
    }

    /// <summary>Takes a provisional response and then the refusal.</summary>
    public void TakesRefusalAfter(int provisional, int status)
    {
        Takes(provisional);
        TakesRefusal(status);
    }

    public SipRequest BuildRefer(string referTo)
    {
        _cseq++;
        return Build(SipMethod.Refer, null, $"Refer-To: <{referTo}>");
    }

    /// <summary>The ACK for a final response to the INVITE or re-INVITE, whichever it is for.</summary>
    public SipRequest BuildAck(SipResponse response)
    {
        if (response.StatusCode >= 300)
        {
            var refused = _reinvite?.CSeq.Number == response.CSeq.Number ? _reinvite : _invite;
            return BuildAck(refused, response);
        }
        Learn(response);
        return Build(SipMethod.Ack, null, response.CSeq.Number);
    }

    public void Sends(SipMethod method, PeerSdp? sdp = null, params string[] headers)
    {
        _cseq++;
        _peer.Send(Build(method, sdp, headers));
    }

    private SipRequest Build(SipMethod method, PeerSdp? sdp, params string[] headers) => Build(method, sdp, _cseq, headers);

    /// <summary>Sends an INFO with a body.</summary>
    public void SendsInfo(string contentType, string body)
    {
        _cseq++;
        _peer.Send(BuilderOf(SipMethod.Info, _cseq).Body(contentType, System.Text.Encoding.UTF8.GetBytes(body)).Build());
    }

    private SipRequest Build(SipMethod method, PeerSdp? sdp, uint cseq, params string[] headers)
    {
        var builder = BuilderOf(method, cseq, headers);
        if (sdp is not null)
        {
            builder.Body("application/sdp", sdp.ToBytes());
        }
        return builder.Build();
    }

    private SipRequestBuilder BuilderOf(SipMethod method, uint cseq, params string[] headers)
    {
        var name = method.ToString().ToUpperInvariant();
        var number = cseq.ToString(CultureInfo.InvariantCulture);
        var builder = new SipRequestBuilder(method, _remoteTarget)
            .Add(HeaderName.Via, $"SIP/2.0/{_peer.Protocol.ViaName()} {_peer.Address};branch={_peer.NewBranch()}")
            .Add(HeaderName.From, $"{_from};tag={LocalTag}")
            .Add(HeaderName.To, _remoteTag.Length == 0 ? _to : $"{_to};tag={_remoteTag}")
            .Add(HeaderName.CallId, CallId)
            .Add(HeaderName.CSeq, $"{number} {name}")
            .Add(HeaderName.Contact, _peer.Contact);
        if (!headers.Any(h => h.StartsWith("Max-Forwards", StringComparison.Ordinal)))
        {
            builder.Add(HeaderName.MaxForwards, "70");
        }
        Extra(builder, headers);
        return builder;
    }

    private static void Extra(SipRequestBuilder builder, string[] headers)
    {
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            builder.Add(header[..colon], header[(colon + 1)..].Trim());
        }
    }

    private static string Without(NameAddress address) => $"<{address.UriText}>";
}
