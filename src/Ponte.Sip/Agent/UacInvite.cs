using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ponte.Sip.Authentication;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Agent;

/// <summary>
/// The first INVITE of an outgoing session: address after address until one answers, challenges, the forks' early dialogs,
/// CANCEL and its races (RFC 3261 13.2, 9.1).
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has neither timer nor wait handle: nothing to dispose of.")]
internal sealed partial class UacInvite
{
    /// <summary>Challenges, 422s and the like from one address before it is taken for broken.</summary>
    private const int MaximumRepeats = 6;

    private readonly InviteSession _session;
    private readonly SipEndpoint _endpoint;
    private readonly OutgoingInvite _invite;
    private readonly TargetSearch _search;
    private readonly DigestExchange? _digest;
    private readonly CancellationTokenSource _stop = new();
    private InviteAttempt? _current;
    private SipFailure? _failure;
    private uint _cseq;
    private uint _interval;
    private int _repeats;
    private bool _reconnected;
    private bool _cancelled;
    private string? _cancelReason;
    private string? _byeReason;
    private bool _done;

    public UacInvite(InviteSession session, OutgoingInvite invite)
    {
        _session = session;
        _endpoint = session.Endpoint;
        _invite = invite;
        _search = new TargetSearch(_endpoint, invite.Destination);
        _digest = session.Digest is { } digest ? new DigestExchange(digest) : null;
        _interval = invite.Settings.SessionTimer is { Ask: true } timer ? (uint)timer.Interval.TotalSeconds : 0;
    }

    public IReadOnlyList<AttemptReport> Failed => _search.Failed;

    /// <summary>Where the INVITE was sent last.</summary>
    public TargetFlow? Place { get; private set; }

    /// <summary>When the present address has had its time for a first answer.</summary>
    public Instant NextWake { get; private set; } = Instant.Never;

    /// <summary>Looks for the next address and sends the INVITE there.</summary>
    public async Task TryNextAsync()
    {
        NextWake = Instant.Never;
        var place = await _search.NextAsync(_stop.Token);
        if (_cancelled)
        {
            Finish(Failures.Of(SipFailureKind.Cancelled, "given up before the INVITE was sent", Failed));
        }
        else if (place is null)
        {
            Finish(_failure is null ? NoAddress() : _failure with { Attempts = Failed });
        }
        else
        {
            _repeats = 0;
            _reconnected = false;
            Send(place);
        }
    }

    /// <summary>The time of <see cref="NextWake"/> has come.</summary>
    public void Wake(Instant now)
    {
        if (NextWake > now || _current is not { } attempt)
        {
            return;
        }
        NextWake = Instant.Never;
        if (attempt.Transaction.IsUnanswered)
        {
            attempt.Transaction.Quieten();
            var limit = attempt.Place.Hop.FirstAnswerTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            Failover(attempt, SipFailureKind.TimedOut, $"no answer from {attempt.Place.Target} within {limit} s");
        }
    }

    /// <summary>See <see cref="InviteSession.Cancel"/>.</summary>
    public void Cancel(string? reason, string? byeReason)
    {
        if (_cancelled || _done)
        {
            return;
        }
        _cancelled = true;
        _cancelReason = reason;
        _byeReason = byeReason;
        _stop.Cancel();
        // Before a provisional response the CANCEL waits; the response, or timer B, decides.
        _current?.Cancel(_endpoint, reason);
    }

    public void OnResponse(InviteAttempt attempt, SipResponse response)
    {
        if (response.StatusCode is >= 200 and < 300)
        {
            OnAnswer(attempt, response);
        }
        else if (attempt != _current || _done)
        {
            // An address that was given up speaks after all: it must not go on ringing.
            attempt.Cancel(_endpoint, _cancelReason);
        }
        else if (response.StatusCode < 200)
        {
            NextWake = Instant.Never;
            OnProvisional(attempt, response);
        }
        else
        {
            NextWake = Instant.Never;
            OnRefusal(attempt, response);
        }
    }

    public void OnNoResponse(InviteAttempt attempt, bool timedOut, string detail)
    {
        if (attempt != _current || _done)
        {
            return;
        }
        if (timedOut)
        {
            Failover(attempt, SipFailureKind.TimedOut, $"no answer from {attempt.Place.Target}");
        }
        else if (!_reconnected && !_cancelled)
        {
            _endpoint.Loop.Watch(ReconnectAsync(attempt, detail));
        }
        else
        {
            Failover(attempt, SipFailureKind.Transport, $"{attempt.Place.Target}: {detail}");
        }
    }

    public void OnTerminated(InviteAttempt attempt)
    {
        _acks.RemoveAll(a => a.Attempt == attempt);
        if (_done && _acks.Count == 0)
        {
            _session.Release(this);
        }
        else if (attempt == _current && !_done)
        {
            // Only a CANCEL without final answer gives a transaction up while the call still waits for its end.
            Finish(Failures.Of(SipFailureKind.Cancelled, "the CANCEL brought no final answer", Failed));
        }
    }

    /// <summary>The peer may have closed an idle connection just when we used it: once, the same address is tried on a new one.</summary>
    private async Task ReconnectAsync(InviteAttempt attempt, string detail)
    {
        NextWake = Instant.Never;
        _reconnected = true;
        _current = null;
        var result = await _search.ReconnectAsync(attempt.Place, _stop.Token);
        if (_cancelled || result is null)
        {
            Failover(attempt, SipFailureKind.Transport, $"{attempt.Place.Target}: {detail}");
            return;
        }
        Send(result);
    }

    private void Send(TargetFlow place)
    {
        var branch = _endpoint.Tokens.Next();
        var request = Build(place, branch);
        var attempt = new InviteAttempt(this, place);
        _current = attempt;
        Place = place;
        _session.Sending(request, place.Flow);
        NextWake = _endpoint.Loop.Now + place.Hop.FirstAnswerTimeout;
        attempt.Start(_endpoint, branch, request);
        _session.Rearm();
    }

    private SipRequest Build(TargetFlow place, ulong branch)
    {
        var settings = _invite.Settings;
        var uri = _invite.RequestUri(place.Hop);
        var builder = new SipRequestBuilder(SipMethod.Invite, uri)
            .Add(HeaderName.Via, Dialog.ViaOf(place.Flow, branch))
            .Add(HeaderName.MaxForwards, _invite.MaxForwards.ToString(CultureInfo.InvariantCulture))
            .Add(HeaderName.From, $"{_invite.From};tag={_session.LocalTag}")
            .Add(HeaderName.To, _invite.To)
            .Add(HeaderName.CallId, _session.CallId)
            .Add(HeaderName.CSeq, new CSeq(++_cseq, SipMethod.Invite, "INVITE").ToString())
            .AddCapabilities(settings);
        if (settings.SessionTimer is { } timer)
        {
            builder.AddSessionTimer(timer, _interval, refresher: null);
        }
        return builder
            .AddAgent(_endpoint.Options)
            .AddAll(_invite.Headers)
            .AddCredentials(_digest, SipMethod.Invite, uri)
            .AddSdp(_invite.Sdp)
            .Build();
    }

    private void OnRefusal(InviteAttempt attempt, SipResponse response)
    {
        var detail = Failures.Describe(response, attempt.Place.Target.ToString());
        if (_cancelled)
        {
            var cancelled = Failures.Of(response, Failed, attempt.Place.Target.ToString());
            Finish(cancelled with { Kind = SipFailureKind.Cancelled });
        }
        else if (CanRepeat(response))
        {
            ForgetForks();
            Send(attempt.Place);
        }
        else if (_invite.FailoverOn(response.StatusCode))
        {
            _endpoint.NoteBusy(attempt.Place.Target, response);
            _failure = Failures.Of(response, [], attempt.Place.Target.ToString());
            _search.Report(attempt.Place, SipFailureKind.Response, response.StatusCode, detail);
            Continue();
        }
        else
        {
            _search.Report(attempt.Place, SipFailureKind.Response, response.StatusCode, detail);
            Finish(Failures.Of(response, Failed, attempt.Place.Target.ToString()));
        }
    }

    /// <summary>Whether the same address would take the INVITE with credentials or a longer session interval.</summary>
    private bool CanRepeat(SipResponse response)
    {
        if (++_repeats > MaximumRepeats)
        {
            return false;
        }
        if (response.StatusCode is 401 or 407)
        {
            return SipEndpoint.AnswerChallenge(_digest, response);
        }
        if (response.StatusCode == 422 && _interval > 0 && response.Headers.Number(HeaderName.MinSe) is { } minimum && minimum > _interval)
        {
            _interval = minimum;
            return true;
        }
        return false;
    }

    private void Failover(InviteAttempt attempt, SipFailureKind kind, string detail)
    {
        NextWake = Instant.Never;
        _search.Report(attempt.Place, kind, 0, detail);
        if (_cancelled)
        {
            Finish(Failures.Of(SipFailureKind.Cancelled, detail, Failed));
            return;
        }
        _failure = Failures.Of(kind, detail);
        Continue();
    }

    private void Continue()
    {
        _current = null;
        ForgetForks();
        _endpoint.Loop.Watch(TryNextAsync());
    }

    private SipFailure NoAddress()
    {
        var last = Failed.Count > 0 ? Failed[^1] : null;
        return Failures.Of(last?.Kind ?? SipFailureKind.Resolution, last?.Detail ?? "the destination has no hops", Failed);
    }

    private void Finish(SipFailure failure)
    {
        _done = true;
        _session.Fail(failure);
    }
}
