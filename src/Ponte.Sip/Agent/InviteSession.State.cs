using System.Collections.Immutable;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Agent;

/// <content>How the session moves from state to state, and its end.</content>
public sealed partial class InviteSession
{
    private readonly List<AnswerKeeper> _keepers = [];
    private ImmutableArray<ExtraHeader>? _byeAfterAck;
    private string? _peerAllow;
    private int _byesUnderWay;

    /// <summary>The SDP that we sent last and that is in force.</summary>
    internal ReadOnlyMemory<byte> LocalSdp { get; private set; }

    /// <summary>The SDP that the peer sent last and that is in force.</summary>
    internal ReadOnlyMemory<byte> RemoteSdp { get; private set; }

    internal void Proceed(InviteState state)
    {
        if (state > State)
        {
            State = state;
        }
    }

    /// <summary>Notes what a message of the peer tells of it.</summary>
    internal void LearnPeer(SipMessage message)
    {
        if (message.Headers.Contains(HeaderName.Allow))
        {
            _peerAllow = string.Join(',', message.Headers.All(HeaderName.Allow));
        }
    }

    /// <summary>Notes the SDP that we send.</summary>
    internal void Sent(ReadOnlyMemory<byte> sdp) => LocalSdp = sdp.IsEmpty ? LocalSdp : sdp;

    /// <summary>Notes the SDP that the peer sends.</summary>
    internal void Received(ReadOnlyMemory<byte> sdp) => RemoteSdp = sdp.IsEmpty ? RemoteSdp : sdp;

    /// <summary>UAC: the call is answered and acknowledged.</summary>
    internal void Answer(Dialog dialog, SipResponse response, ReadOnlyMemory<byte> offer)
    {
        _dialog = dialog;
        RemoteTag = dialog.RemoteTag;
        State = InviteState.Established;
        LearnPeer(response);
        Sent(offer);
        Received(Headers.SdpOf(response));
        ConcludeTimer(response);
        Handler?.OnAnswered(this, response);
        Rearm();
    }

    /// <summary>UAC: there is no call.</summary>
    internal void Fail(SipFailure failure)
    {
        var handler = Handler;
        End();
        handler?.OnFailed(this, failure);
    }

    /// <summary>UAS: our 2xx goes out and waits for its ACK.</summary>
    internal void KeepAnswer(ServerTransaction transaction, SipResponse response, bool isOffer)
    {
        var timer = new AnswerRetransmission(Endpoint.Options.Timers, Endpoint.Loop.Now);
        _keepers.Add(new AnswerKeeper(transaction, response, timer) { IsOffer = isOffer });
        if (State < InviteState.Answered)
        {
            State = InviteState.Answered;
        }
        Rearm();
    }

    /// <summary>UAS: an ACK for a 2xx came.</summary>
    internal void OnAck(SipRequest ack)
    {
        var index = _keepers.FindIndex(k => k.Number == ack.CSeq.Number);
        if (index < 0)
        {
            return; // repeated, or too late
        }
        var keeper = _keepers[index];
        _keepers.RemoveAt(index);
        if (State == InviteState.Answered)
        {
            State = InviteState.Established;
            _uas = null; // what the first INVITE needed is not needed any more
        }
        if (keeper.IsOffer)
        {
            Received(Headers.SdpOf(ack));
        }
        if (State != InviteState.Ended)
        {
            Handler?.OnAcknowledged(this, ack);
        }
        SendDelayedBye();
        TryReinvite();
        Rearm();
        Settle();
    }

    /// <summary>UAS: the caller gave up.</summary>
    internal void OnCancelled(string? reason)
    {
        var handler = Handler;
        End();
        handler?.OnCancelled(this, reason);
    }

    /// <summary>UAS: a reliable provisional response was never acknowledged (RFC 3262 3: "SHOULD reject the original request with a 5xx").</summary>
    internal void RejectUnacknowledged()
    {
        _uas!.Reject(504, "No PRACK", default);
        var handler = Handler;
        End();
        handler?.OnCancelled(this, null);
    }

    private void OnAckMissing()
    {
        _keepers.Clear();
        if (State == InviteState.Ended)
        {
            SendDelayedBye();
            Settle();
            return;
        }
        SendBye([]);
        EndBy(SessionEndReason.AckMissing, null);
    }

    private void SendDelayedBye()
    {
        if (_byeAfterAck is { } headers)
        {
            _byeAfterAck = null;
            SendBye(headers);
        }
    }

    private void SendBye(ImmutableArray<ExtraHeader> headers)
    {
        _byesUnderWay++;
        new DialogRequest(
            this,
            _dialog!,
            SipMethod.Bye,
            headers,
            "",
            default,
            _ =>
            {
                _byesUnderWay--;
                Settle();
            }
        ).Start();
    }

    /// <summary>Ends the session when the peer no longer knows it, or no longer answers (RFC 3261 12.2.1.2). True: it is over.</summary>
    private bool EndIfGone(RequestResult result)
    {
        if (State is not (InviteState.Answered or InviteState.Established))
        {
            return false;
        }
        switch (result)
        {
            case { Response.StatusCode: 481 }:
                EndBy(SessionEndReason.DialogUnknown, null);
                return true;
            case { Response.StatusCode: 408 } or { Failure.Kind: SipFailureKind.TimedOut }:
                SendBye([]);
                EndBy(SessionEndReason.PeerSilent, null);
                return true;
            default:
                return false;
        }
    }

    private void EndBy(SessionEndReason reason, SipRequest? bye)
    {
        _keepers.Clear();
        var handler = Handler;
        End();
        handler?.OnEnded(this, reason, bye);
    }

    private void End()
    {
        State = InviteState.Ended;
        _sessionTimer.Stop();
        if (_reinvites.TryPeek(out var reinvite))
        {
            reinvite.SessionEnded();
            _reinvites.Clear();
        }
        RefuseIncomingOffer();
        Rearm();
        Settle();
    }

    /// <summary>
    /// Leaves the endpoint when nothing is under way any more. Until then a BYE that crosses ours is answered, and an ACK that a
    /// BYE of ours waits for is taken.
    /// </summary>
    private void Settle()
    {
        if (State == InviteState.Ended && _byesUnderWay == 0 && _byeAfterAck is null)
        {
            _timer.Set(Loop.Instant.Never);
            Endpoint.Remove(this);
            // Transactions remember the session for 32 s more (RFC 6026), but need nothing of the call that it belonged to.
            Handler = null;
            LocalSdp = RemoteSdp = default;
        }
    }
}
