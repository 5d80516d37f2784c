using System.Globalization;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;

namespace Ponte.Calls.Tests.Bench;

/// <content>Changes of what was agreed, of both sides.</content>
internal sealed partial class PeerCall
{
    private SipRequest? _reinvite;

    /// <summary>Answers a re-INVITE that was taken.</summary>
    public void AnswersReinvite(SipRequest reinvite, PeerSdp sdp)
    {
        Sdp = sdp;
        _peer.Send(
            SipResponseBuilder.For(reinvite, 200).Add(HeaderName.Contact, _peer.Contact).Body("application/sdp", sdp.ToBytes()).Build()
        );
        _peer.Take(SipMethod.Ack);
    }

    /// <summary>Sends a re-INVITE.</summary>
    public void Reinvites(PeerSdp? sdp) => _peer.Send(BuildReinvite(sdp));

    public SipRequest BuildReinvite(PeerSdp? sdp)
    {
        _cseq++;
        Sdp = sdp ?? Sdp;
        return _reinvite = Build(SipMethod.Invite, sdp);
    }

    /// <summary>Sends a re-INVITE and takes its refusal.</summary>
    public void ReinvitesInVain(PeerSdp sdp, int status)
    {
        Reinvites(sdp);
        Acknowledge(_reinvite!, _peer.Take(status));
    }

    /// <summary>Takes the refusal of the re-INVITE that was sent last.</summary>
    public void TakesReinviteRefusal(int status) => Acknowledge(_reinvite!, _peer.Take(status));

    /// <summary>Takes the re-INVITE back that was sent last.</summary>
    public void CancelsReinvite()
    {
        var cancel = new SipRequestBuilder(SipMethod.Cancel, _reinvite!.RequestUriText)
            .Add(HeaderName.Via, _reinvite.Headers.First(HeaderName.Via)!)
            .Add(HeaderName.MaxForwards, "70")
            .Add(HeaderName.From, _reinvite.Headers.First(HeaderName.From)!)
            .Add(HeaderName.To, _reinvite.Headers.First(HeaderName.To)!)
            .Add(HeaderName.CallId, CallId)
            .Add(HeaderName.CSeq, string.Create(CultureInfo.InvariantCulture, $"{_reinvite.CSeq.Number} CANCEL"));
        _peer.Send(cancel.Build());
        _peer.Take(200).CSeq.Method.Should().Be(SipMethod.Cancel);
        TakesReinviteRefusal(487);
    }

    /// <summary>Sends a re-INVITE, takes its 200, acknowledges it, and gives the SDP that came.</summary>
    public SessionDescription ReinvitesWith(PeerSdp? sdp, PeerSdp? inAck = null)
    {
        Reinvites(sdp);
        var answer = _peer.Take(200);
        _peer.Send(Build(SipMethod.Ack, inAck));
        return Description(answer);
    }
}
