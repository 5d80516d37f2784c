using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Agent;

/// <content>What comes back: early dialogs by To tag, the winning 2xx, and all others (RFC 3261 13.2.2, RFC 3262 4).</content>
internal sealed partial class UacInvite
{
    /// <summary>Early dialogs of one INVITE. More forks than this are not followed; their 2xx are ended all the same.</summary>
    private const int MaximumForks = 24;

    private readonly List<Dialog> _early = [];
    private readonly List<(InviteAttempt Attempt, AckKeeper Ack)> _acks = [];

    /// <summary>The early dialog of a fork.</summary>
    public Dialog? FindEarly(string remoteTag) => _early.Find(d => string.Equals(d.RemoteTag, remoteTag, StringComparison.Ordinal));

    private void OnProvisional(InviteAttempt attempt, SipResponse response)
    {
        if (_cancelled)
        {
            attempt.Cancel(_endpoint, _cancelReason);
            return;
        }
        if (response.StatusCode == 100)
        {
            _session.Proceed(InviteState.Proceeding);
            return;
        }
        var dialog = response.ToTag.Length > 0 ? Early(attempt, response) : null;
        if (response.Headers.HasToken(HeaderName.Require, "100rel") && response.Headers.Number(HeaderName.RSeq) is { } number)
        {
            if (dialog is null || !dialog.Reliable.TryTake(number))
            {
                return;
            }
            Acknowledge(dialog, number, attempt.Request);
            _session.IsFirstOfferAnswered |= !Headers.SdpOf(response).IsEmpty;
        }
        _session.LearnPeer(response);
        _session.Proceed(InviteState.Early);
        _session.Handler?.OnProvisional(_session, response, response.ToTag);
    }

    private Dialog? Early(InviteAttempt attempt, SipResponse response)
    {
        if (FindEarly(response.ToTag) is { } known)
        {
            return known;
        }
        if (_early.Count == MaximumForks)
        {
            return null;
        }
        var dialog = Dialog.FromResponse(attempt.Request, response, attempt.Place.Target.Protocol);
        _early.Add(dialog);
        return dialog;
    }

    private void Acknowledge(Dialog dialog, uint number, SipRequest invite)
    {
        var rack = new RAck(number, invite.CSeq.Number, "INVITE").ToString();
        new DialogRequest(_session, dialog, SipMethod.Prack, [new ExtraHeader("RAck", rack)], "", default, null).Start();
    }

    /// <summary>A 2xx: the first one wins unless we gave up; every other is acknowledged and ended; a repeated one is acknowledged again.</summary>
    private void OnAnswer(InviteAttempt attempt, SipResponse response)
    {
        foreach (var (_, known) in _acks)
        {
            if (string.Equals(known.RemoteTag, response.ToTag, StringComparison.Ordinal))
            {
                known.Send();
                return;
            }
        }
        var dialog = FindEarly(response.ToTag);
        if (dialog is null)
        {
            dialog = Dialog.FromResponse(attempt.Request, response, attempt.Place.Target.Protocol);
        }
        else
        {
            dialog.TakeRoutes(response);
            dialog.Retarget(response);
        }
        var ack = new AckKeeper(_session, dialog, attempt.Request);
        _acks.Add((attempt, ack));
        ack.Send();
        if (attempt != _current || _cancelled || _done)
        {
            EndLoser(attempt, dialog);
            return;
        }
        _done = true;
        NextWake = Loop.Instant.Never;
        _session.Answer(dialog, response, _invite.Sdp);
    }

    private void EndLoser(InviteAttempt attempt, Dialog dialog)
    {
        var reason = _byeReason is null ? [] : new[] { new ExtraHeader("Reason", _byeReason) };
        new DialogRequest(_session, dialog, SipMethod.Bye, [.. reason], "", default, null).Start();
        if (attempt == _current && !_done)
        {
            Finish(Failures.Of(SipFailureKind.Cancelled, "the answer crossed the CANCEL and was ended by BYE", Failed));
        }
    }

    /// <summary>Before another INVITE the early dialogs of the former are gone.</summary>
    private void ForgetForks() => _early.Clear();
}
