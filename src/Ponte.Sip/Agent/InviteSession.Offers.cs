using System.Collections.Immutable;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <content>Changes of an answered session: our re-INVITEs, and re-INVITEs and UPDATEs of the peer (RFC 3261 14, RFC 3311).</content>
public sealed partial class InviteSession
{
    private readonly Queue<Reinvite> _reinvites = new();
    private (IncomingOffer Offer, ServerTransaction Transaction, Dialog Dialog)? _incoming;

    /// <summary>UAC: a reliable provisional response brought the answer to the INVITE's offer, so that a new offer may come before the 2xx.</summary>
    internal bool IsFirstOfferAnswered { get; set; }

    /// <summary>A re-INVITE of ours has its end.</summary>
    internal void OnReinvited(Reinvite reinvite, RequestResult result)
    {
        if (State == InviteState.Ended || !_reinvites.TryPeek(out var first) || !ReferenceEquals(first, reinvite))
        {
            return;
        }
        _reinvites.Dequeue();
        if (result.IsSuccess)
        {
            Sent(reinvite.Sdp);
            Received(Headers.SdpOf(result.Response));
            LearnPeer(result.Response);
            ConcludeTimer(result.Response);
        }
        if (!reinvite.IsRefresh)
        {
            Handler?.OnReinviteResult(this, result);
        }
        if (!result.IsSuccess && !EndIfGone(result) && reinvite.IsRefresh)
        {
            RefreshFailed(result);
        }
        TryReinvite();
        Rearm();
    }

    /// <summary>A re-INVITE of ours is not wanted any more, and nothing of it is under way.</summary>
    internal void OnReinviteDropped(Reinvite reinvite)
    {
        if (_reinvites.TryPeek(out var first) && ReferenceEquals(first, reinvite))
        {
            _reinvites.Dequeue();
            TryReinvite();
            Rearm();
        }
    }

    /// <summary>Sends the re-INVITE that waits, if nothing stands in its way: no other offer, no ACK awaited, not inside the wait after glare.</summary>
    private void TryReinvite()
    {
        if (
            State == InviteState.Established
            && _incoming is null
            && _keepers.Count == 0
            && _reinvites.TryPeek(out var next)
            && !next.IsUnderWay
            && next.NotBefore <= Endpoint.Loop.Now
        )
        {
            next.Send();
        }
    }

    private void ReceiveReinvite(SipRequest request, SipFlow flow, Dialog dialog)
    {
        if (_incoming is not null || (_uas is not null && State < InviteState.Answered))
        {
            RefuseForNow(request, flow);
        }
        else if (State < InviteState.Answered || IsOurOfferOpen())
        {
            Endpoint.Reply(request, flow, 491);
        }
        else
        {
            ReceiveOffer(request, flow, dialog);
        }
    }

    private void ReceiveUpdate(SipRequest request, SipFlow flow, Dialog dialog)
    {
        var hasOffer = !Headers.SdpOf(request).IsEmpty;
        if (hasOffer && (_incoming is not null || (_uas is { IsOfferAnswered: false } && State < InviteState.Answered)))
        {
            RefuseForNow(request, flow);
        }
        else if (hasOffer && (IsOurOfferOpen() || (_uac is not null && State < InviteState.Answered && !IsFirstOfferAnswered)))
        {
            Endpoint.Reply(request, flow, 491);
        }
        else
        {
            ReceiveOffer(request, flow, dialog);
        }
    }

    /// <summary>RFC 3261 14.2, RFC 3311 5.2: one of the peer's offers waits for our answer, so the next may come a little later.</summary>
    private void RefuseForNow(SipRequest request, SipFlow flow)
    {
        var seconds = (Endpoint.Tokens.Random() % 11).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Endpoint.Reply(request, flow, 500, null, new ExtraHeader("Retry-After", seconds));
    }

    /// <summary>Whether an offer of ours waits for its answer.</summary>
    private bool IsOurOfferOpen() =>
        (_reinvites.TryPeek(out var reinvite) && reinvite.IsUnderWay) || _keepers.Exists(static k => k.IsOffer);

    private void ReceiveOffer(SipRequest request, SipFlow flow, Dialog dialog)
    {
        var settings = Settings!;
        var timer = Headers.AnswerSessionTimer(request, settings.SessionTimer, _sessionTimer.Agreed);
        if (timer.TooSmallMinimum is { } minimum)
        {
            var text = minimum.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Endpoint.Reply(request, flow, 422, null, new ExtraHeader("Min-SE", text));
            return;
        }
        var transaction = Endpoint.Transactions.Accept(request, flow);
        var sdp = Headers.SdpOf(request);
        var isRefresh = !sdp.IsEmpty && sdp.Span.SequenceEqual(RemoteSdp.Span);
        var offer = new IncomingOffer(request, isRefresh, AnswerOffer);
        _incoming = (offer, transaction, dialog);
        if (request.Method == SipMethod.Update && sdp.IsEmpty)
        {
            offer.Accept(default); // nothing to be negotiated: target and timer only
            return;
        }
        transaction.User = new OfferCanceller(offer);
        if (Handler is null)
        {
            offer.Reject(488);
            return;
        }
        Handler.OnOffer(this, offer);
        if (!offer.IsAnswered && request.Method == SipMethod.Invite)
        {
            transaction.Respond(Endpoint.Response(transaction, 100, null).Build());
        }
    }

    private void AnswerOffer(IncomingOffer offer, int status, string? reason, ReadOnlyMemory<byte> sdp, ImmutableArray<ExtraHeader> headers)
    {
        if (offer.IsAnswered || _incoming is not { } pending || !ReferenceEquals(pending.Offer, offer))
        {
            return;
        }
        offer.IsAnswered = true;
        _incoming = null;
        var transaction = pending.Transaction;
        if (status >= 300)
        {
            transaction.Respond(Endpoint.Response(transaction, status, reason).AddAll(headers).Build());
        }
        else
        {
            AcceptOffer(offer, transaction, pending.Dialog, sdp, headers);
        }
        TryReinvite();
        Rearm();
    }

    private void AcceptOffer(
        IncomingOffer offer,
        ServerTransaction transaction,
        Dialog dialog,
        ReadOnlyMemory<byte> sdp,
        ImmutableArray<ExtraHeader> headers
    )
    {
        var timer = Headers.AnswerSessionTimer(offer.Request, Settings!.SessionTimer, _sessionTimer.Agreed);
        var response = Endpoint
            .Response(transaction, 200, null)
            .AddCapabilities(Settings)
            .AddSessionTimer(timer)
            .AddAll(headers)
            .AddSdp(sdp)
            .Build();
        dialog.Retarget(offer.Request);
        LearnPeer(offer.Request);
        Received(offer.Sdp);
        Sent(sdp);
        if (!offer.IsUpdate)
        {
            KeepAnswer(transaction, response, isOffer: offer.Sdp.IsEmpty);
        }
        if (State >= InviteState.Answered)
        {
            SetTimer(timer.Agreed);
        }
        transaction.Respond(response);
    }

    /// <summary>The session ends: what the peer still waits for is refused with 487 (RFC 3261 15.1.2).</summary>
    private void RefuseIncomingOffer() => _incoming?.Offer.Reject(487);

    /// <summary>A CANCEL for a re-INVITE takes back the offer and leaves the session as it is.</summary>
    private sealed class OfferCanceller(IncomingOffer offer) : IServerTransactionUser
    {
        public void OnCancel(ServerTransaction transaction, SipRequest cancel) => offer.Reject(487);

        public void OnAck(ServerTransaction transaction, SipRequest ack) { }
    }
}
