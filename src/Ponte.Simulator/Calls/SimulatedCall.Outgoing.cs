using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;

namespace Ponte.Simulator.Calls;

/// <summary>The part of a caller.</summary>
public sealed partial class SimulatedCall
{
    private ClientExchange? _inviting;
    private bool _cancelled;
    private bool _cancelSent;
    private string? _cancelReason;

    /// <summary>Sends the INVITE on a wire; again with another dialog for another attempt.</summary>
    internal void SendInvite(Dialog dialog, Wire wire)
    {
        _dialog = dialog;
        var offer = _sent ?? Sent(Negotiate.Offer(_local, _side.Capabilities(offering: true)), offering: true);
        _sent = offer;
        dialog.LocalSequence++;
        var parts = new RequestParts("INVITE", dialog.LocalSequence, Tokens.Branch(), wire) { Sdp = offer.ToBytes() };
        Invite = _side.Request(this, parts).Build<SipRequest>();
        _inviting = _side.Agent.Send(Invite, wire, OnInviteResponse, (_, reason) => OnNoAnswer(408, reason));
    }

    /// <summary>Whether anything came back for the present attempt.</summary>
    internal bool HasFirstResponse => _inviting?.LastStatus > 0;

    /// <summary>No way, or nobody there: the attempt is over.</summary>
    internal void OnNoAnswer(int status, string reason)
    {
        _inviting = null;
        if (_cancelled || !_side.OnInviteFailed(this, status, response: null))
        {
            Finish(new CallEnding(!_cancelled, false, status, "", reason, null));
        }
    }

    /// <summary>A response that no exchange waits for: another fork's answer, or ours repeated because our ACK was lost.</summary>
    internal void OnStrayAnswer(SipResponse response, Wire wire)
    {
        if (response.CSeq.Method != SipMethod.Invite || response.StatusCode is < 200 or >= 300)
        {
            return;
        }
        if (string.Equals(response.ToTag, _dialog.RemoteTag, StringComparison.Ordinal))
        {
            _ = AcknowledgeAsync(response.CSeq.Number, default);
        }
        else
        {
            _side.OnViolation("A second answer with another To tag came for one INVITE.");
        }
    }

    private void OnInviteResponse(ClientExchange exchange, SipResponse response, Wire wire)
    {
        if (exchange != _inviting)
        {
            return;
        }
        if (response.StatusCode < 200)
        {
            OnProvisional(response);
        }
        else if (response.StatusCode < 300)
        {
            OnAnswer(response);
        }
        else
        {
            OnRefused(response);
        }
    }

    private void OnProvisional(SipResponse response)
    {
        if (_cancelled)
        {
            SendCancel();
        }
        if (response.StatusCode == 100)
        {
            return;
        }
        var early = new EarlyAnswer(response.StatusCode, response.ToTag, response.Body.Length > 0, response);
        lock (_lock)
        {
            _earlyAnswers.Add(early);
        }
        if (response.Headers.Number(HeaderName.RSeq) is { } reliable)
        {
            SendPrack(response, reliable);
        }
        else if (Invite!.Headers.HasToken(HeaderName.Require, "100rel"))
        {
            _side.OnViolation($"A {response.StatusCode} is not reliable although that was required.");
        }
        Enter(CallPhase.Ringing);
        if (response.StatusCode == 180)
        {
            _rings.TrySetResult(early);
        }
        if (early.HasMedia && CompleteWith(response.Body) is null)
        {
            _earlyMedia.TrySetResult(early);
        }
    }

    /// <summary>Acknowledges a reliable provisional response, within its early dialog (RFC 3262 section 4).</summary>
    private void SendPrack(SipResponse response, uint reliable)
    {
        var early = new Dialog
        {
            CallId = _dialog.CallId,
            LocalTag = _dialog.LocalTag,
            LocalAddress = _dialog.LocalAddress,
            RemoteAddress = _dialog.RemoteAddress,
            LocalRoute = _dialog.LocalRoute,
        };
        early.Learn(response);
        var wire = _inviting!.Wire;
        var parts = new RequestParts("PRACK", ++_dialog.LocalSequence, Tokens.Branch(), wire)
        {
            Dialog = early,
            RAck = $"{reliable} {response.CSeq}",
        };
        _side.Agent.Send(
            _side.Request(this, parts).Build<SipRequest>(),
            wire,
            (_, prack, _) =>
            {
                if (prack.StatusCode >= 300)
                {
                    _side.OnViolation($"A PRACK was answered with {prack.StatusCode}.");
                }
            },
            (_, failure) => _side.OnViolation($"A PRACK failed: {failure}.")
        );
    }

    private void OnAnswer(SipResponse response)
    {
        _dialog.Learn(response);
        LearnAbilities(response);
        IsAnswered = true;
        var sequence = response.CSeq.Number;
        if (_cancelled)
        {
            // The answer crossed our CANCEL: it is taken, and ended at once.
            _ = EndCrossedAsync(sequence);
            return;
        }
        _ = AcknowledgeAsync(sequence, default);
        if (CompleteWith(response.Body) is { } fault)
        {
            _side.OnViolation($"The answer cannot be used: {fault}.");
            End("Q.850;cause=127;text=\"MediaOfferError\"");
            return;
        }
        LearnTimer(response, weAreCaller: true);
        Enter(CallPhase.Talking);
        OnBypassAnswered();
        _answered.TrySetResult(response);
    }

    private void OnRefused(SipResponse response)
    {
        _inviting = null;
        if (!_cancelled && _side.OnInviteFailed(this, response.StatusCode, response))
        {
            return;
        }
        Finish(
            new CallEnding(
                !_cancelled,
                false,
                response.StatusCode,
                string.Join(", ", response.Headers.All(HeaderName.Reason)),
                $"{response.StatusCode} {response.ReasonPhrase}",
                response
            )
        );
    }

    private async Task EndCrossedAsync(uint sequence)
    {
        await AcknowledgeAsync(sequence, default);
        End(_cancelReason);
    }

    private void CancelInvite(string? reason)
    {
        _cancelled = true;
        _cancelReason = reason;
        // RFC 3261 section 9.1: not before somebody has spoken.
        if (HasFirstResponse)
        {
            SendCancel();
        }
    }

    private void SendCancel()
    {
        if (_cancelSent || _inviting is not { } inviting || Invite is not { } invite)
        {
            return;
        }
        _cancelSent = true;
        var names = _side.Agent.Names;
        var cancel = new MessageText($"CANCEL {invite.RequestUriText} SIP/2.0")
            .Add(names.Via, invite.Headers.First(HeaderName.Via) ?? "")
            .Copy(names.Route, invite, HeaderName.Route)
            .Add(names.From, invite.Headers.First(HeaderName.From) ?? "")
            .Add(names.To, invite.Headers.First(HeaderName.To) ?? "")
            .Add(names.CallId, invite.CallId)
            .Add(names.CSeq, $"{invite.CSeq.Number} CANCEL")
            .Add(names.MaxForwards, "70")
            .AddIf(names.Reason, _cancelReason)
            .AddLength(names.ContentLength)
            .Build<SipRequest>();
        _side.Agent.Send(cancel, inviting.Wire, static (_, _, _) => { }, static (_, _) => { });
    }

    private async Task AcknowledgeAsync(uint sequence, ReadOnlyMemory<byte> sdp)
    {
        if (await _side.OpenAsync(this, elsewhere: false) is not { } wire)
        {
            _side.OnViolation("There is no way for the ACK.");
            return;
        }
        var parts = new RequestParts("ACK", sequence, Tokens.Branch(), wire) { Sdp = sdp };
        _side.Agent.SendAside(_side.Request(this, parts).Build<SipRequest>(), wire);
    }

    /// <summary>Takes an answer to our last offer. Null: it can be used.</summary>
    private string? CompleteWith(ReadOnlyMemory<byte> body)
    {
        if (!SessionDescription.TryParse(body.Span, SdpLimits.Default, out var answer, out var error))
        {
            return $"no description: {error.Reason}";
        }
        if (_side.CheckAnswer(_sent!, answer) is { } fault)
        {
            return fault;
        }
        var result = Negotiate.Complete(_sent!, answer, _local, _side.Capabilities(offering: true), _agreed);
        if (!result.IsAgreed)
        {
            return result.Refusal.Reason;
        }
        Watch(answer);
        PutInForce(result.Agreed);
        return null;
    }
}
