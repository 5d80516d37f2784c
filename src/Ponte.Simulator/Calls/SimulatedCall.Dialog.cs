using System.Collections.Immutable;
using Ponte.Simulator.Media;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Calls;

/// <summary>What happens within the dialog: offers in both directions, and the end.</summary>
public sealed partial class SimulatedCall
{
    private LocalMedia _local;
    private AgreedAudio? _agreed;
    private SessionDescription? _sent;
    private ServerExchange? _openOffer;
    private bool _ending;

    /// <summary>What was agreed last; null before.</summary>
    public AgreedAudio? Agreed => _agreed;

    /// <summary>Raised on the simulator's loop when Ponte changed the session: held, retrieved, refreshed.</summary>
    public event Action<SimulatedCall>? Changed;

    /// <summary>Takes a request within the dialog, an ACK included.</summary>
    internal void OnRequest(ServerExchange exchange)
    {
        var request = exchange.Request;
        if (_side.CheckInDialog(this, request, exchange.Wire) is { } fault)
        {
            _side.OnViolation($"{request.MethodName} within the dialog: {fault}");
            if (request.Method != SipMethod.Ack)
            {
                Respond(exchange, new ResponseParts(400, "Bad Request") { ToTag = _dialog.LocalTag });
            }
            return;
        }
        switch (request.Method)
        {
            case SipMethod.Ack:
                OnAck(request);
                break;
            case SipMethod.Bye when !_side.Takes(this, exchange):
                OnBye(exchange);
                break;
            case SipMethod.Invite or SipMethod.Update:
                OnOffer(exchange);
                break;
            case SipMethod.Prack:
                PracksFromPonte++;
                Respond(exchange, new ResponseParts(200, "OK") { ToTag = _dialog.LocalTag });
                break;
            case not SipMethod.Bye when !_side.Takes(this, exchange):
                Respond(exchange, new ResponseParts(200, "OK") { ToTag = _dialog.LocalTag });
                break;
        }
    }

    /// <summary>Answers a request within the dialog that the side took.</summary>
    internal void Answer(ServerExchange exchange, int status, string phrase) =>
        Respond(exchange, new ResponseParts(status, phrase) { ToTag = _dialog.LocalTag });

    /// <summary>Sends a REFER, from another address than the INVITE came from or went to.</summary>
    /// <param name="headers">What it asks for.</param>
    /// <param name="sent">Told of the request before it goes out.</param>
    internal Task<RequestOutcome> ReferAsync(ImmutableArray<(string Name, string Value)> headers, Action<SipRequest> sent) =>
        SendAsync("REFER", default, headers: headers, sent: sent);

    private LocalMedia LocalOf(MediaEndpoint media, AudioCapabilities capabilities) =>
        new(media.LocalRtp, media.LocalRtp.Port + 1)
        {
            Keys = KeysFor(capabilities),
            SessionId = (ulong)Random.Shared.NextInt64(1, 1_000_000),
        };

    private LocalMedia LocalOf(MediaEndpoint media) => LocalOf(media, _side.Capabilities(offering: Direction == CallDirection.ToPonte));

    private void OnAck(SipRequest ack)
    {
        var acknowledged = _openOffer ?? _invited;
        if (acknowledged is null || acknowledged.Request.CSeq.Number != ack.CSeq.Number)
        {
            return;
        }
        acknowledged.Acknowledge();
        if (_openOffer is { } open && open.Request.Body.IsEmpty && CompleteWith(ack.Body) is { } fault)
        {
            _side.OnViolation($"The answer in the ACK cannot be used: {fault}.");
        }
        _openOffer = null;
    }

    private void OnBye(ServerExchange exchange)
    {
        var reason = string.Join(", ", exchange.Request.Headers.All(HeaderName.Reason));
        Finish(new CallEnding(true, IsAnswered, IsAnswered ? 200 : 0, reason, "hung up by Ponte", exchange.Request));
        Respond(exchange, new ResponseParts(200, "OK") { ToTag = _dialog.LocalTag });
    }

    private void OnOffer(ServerExchange exchange)
    {
        if (exchange.Request.CSeq.Number <= _dialog.RemoteSequence)
        {
            Respond(exchange, new ResponseParts(500, "Server Internal Error") { ToTag = _dialog.LocalTag });
            return;
        }
        _dialog.RemoteSequence = exchange.Request.CSeq.Number;
        if (_inviting is { IsFinished: false })
        {
            Respond(exchange, new ResponseParts(491, "Request Pending") { ToTag = _dialog.LocalTag });
            return;
        }
        OffersFromPonte++;
        if (exchange.Request.Headers.Addresses(HeaderName.Contact) is [var contact, ..])
        {
            _dialog.RemoteTarget = contact.UriText;
        }
        if (exchange.Request.Body.IsEmpty)
        {
            Accept(exchange, exchange.Request.Method == SipMethod.Update ? null : Reoffer());
            return;
        }
        var (answer, refusal) = AnswerTo(exchange.Request);
        if (refusal is null)
        {
            Accept(exchange, answer);
        }
        else
        {
            Respond(exchange, new ResponseParts(refusal.Status, refusal.Phrase) { ToTag = _dialog.LocalTag, Reason = refusal.Reason });
        }
    }

    private SessionDescription Reoffer() => AudioNegotiation.Reoffer(_agreed!, _wanted, HoldStyle.SendOnly, _sent);

    private (SessionDescription? Answer, CallRefusal? Refusal) AnswerTo(SipRequest request)
    {
        if (!SessionDescription.TryParse(request.Body.Span, SdpLimits.Default, out var offer, out var error))
        {
            return (null, new CallRefusal(400, "Bad Request", error.Reason));
        }
        if (_side.CheckReoffer(this, offer) is { } refusal)
        {
            return (null, refusal);
        }
        var result = AudioNegotiation.Answer(offer, _local, _side.Capabilities(offering: false), _wanted, _agreed);
        if (!result.IsAgreed)
        {
            return (null, new CallRefusal(result.Refusal.SipStatus, "Not Acceptable Here"));
        }
        var answer = Sent(result.Answer);
        Watch(offer);
        PutInForce(result.Agreed with { Local = answer });
        return (answer, null);
    }

    private void Accept(ServerExchange exchange, SessionDescription? description)
    {
        if (exchange.Request.Method == SipMethod.Invite)
        {
            _openOffer = exchange;
            exchange.OnAckMissing = OnAckMissing;
        }
        _sent = description ?? _sent;
        LearnTimer(exchange.Request, weAreCaller: false);
        Respond(
            exchange,
            new ResponseParts(200, "OK") { ToTag = _dialog.LocalTag, Sdp = description?.ToBytes() ?? default(ReadOnlyMemory<byte>) }
        );
        Changed?.Invoke(this);
    }

    /// <summary>Dresses a description and gives it its version.</summary>
    private SessionDescription Sent(SessionDescription fresh, bool offering = false) =>
        Negotiate.Versioned(WithIce(_side.Dress(fresh, offering)), _sent);

    private void PutInForce(AgreedAudio agreed)
    {
        // Before the answer each device behind a fork may describe itself.
        if (IsAnswered && _agreed is { } before && VersionRule.Fault(before.Remote, agreed.Remote) is { } fault)
        {
            _side.OnViolation($"Ponte's description: {fault}.");
        }
        _agreed = agreed;
        Media.Configure(MediaPlan.Of(agreed));
    }

    private void End(string? reason)
    {
        if (Phase == CallPhase.Ended || _ending)
        {
            return;
        }
        if (IsAnswered)
        {
            _ending = true;
            _ = SendByeAsync(reason);
        }
        else if (Direction == CallDirection.ToPonte)
        {
            CancelInvite(reason);
        }
        else
        {
            Refuse(new CallRefusal(480, "Temporarily Unavailable", reason));
        }
    }

    private async Task SendByeAsync(string? reason)
    {
        var outcome = await SendAsync("BYE", default, reason);
        var detail = outcome.IsSuccess ? "hung up by us" : $"hung up by us; the BYE got {outcome.Status} {outcome.Detail}";
        if (!outcome.IsSuccess && Phase != CallPhase.Ended)
        {
            _side.OnViolation($"A BYE was answered with {outcome.Status} {outcome.Detail}.");
        }
        Finish(new CallEnding(false, true, 200, reason ?? "", detail, outcome.Response));
    }

    private async Task<RequestOutcome> SendAsync(
        string method,
        ReadOnlyMemory<byte> sdp,
        string? reason = null,
        ImmutableArray<(string Name, string Value)>? headers = null,
        Action<SipRequest>? sent = null
    )
    {
        if (await _side.OpenAsync(this, elsewhere: method is "REFER") is not { } wire)
        {
            return new RequestOutcome(503, "no connection", null);
        }
        _dialog.LocalSequence++;
        var parts = new RequestParts(method, _dialog.LocalSequence, Tokens.Branch(), wire)
        {
            Sdp = sdp,
            Reason = reason,
            Headers = headers ?? [],
        };
        var request = _side.Request(this, parts).Build<SipRequest>();
        sent?.Invoke(request);
        var result = New<RequestOutcome>();
        var exchange = _side.Agent.Send(
            request,
            wire,
            (_, response, _) =>
            {
                if (response.StatusCode >= 200)
                {
                    result.TrySetResult(new RequestOutcome(response.StatusCode, response.ReasonPhrase, response));
                }
            },
            (_, failure) => result.TrySetResult(new RequestOutcome(408, failure, null))
        );
        if (request.Method == SipMethod.Invite)
        {
            _inviting = exchange;
        }
        return await result.Task;
    }
}
