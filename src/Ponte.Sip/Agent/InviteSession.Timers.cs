using Ponte.Sip.Dialogs;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Agent;

/// <content>The one deadline of all parts, and the session timer (RFC 4028).</content>
public sealed partial class InviteSession
{
    /// <summary>How long to wait after a refresh that failed for a passing reason.</summary>
    private static readonly TimeSpan RefreshRetry = TimeSpan.FromSeconds(10);

    /// <summary>After a restart refreshes of all calls are spread over this time.</summary>
    private static readonly TimeSpan ResumeSpread = TimeSpan.FromSeconds(30);

    private SessionTimer _sessionTimer = new();
    private uint _leastInterval;

    /// <summary>Sets the deadline to the earliest of all parts.</summary>
    internal void Rearm()
    {
        var next = _sessionTimer.NextWake;
        next = Earlier(next, _uac?.NextWake ?? Instant.Never);
        next = Earlier(next, _uas?.NextWake ?? Instant.Never);
        foreach (var keeper in _keepers)
        {
            next = Earlier(next, keeper.NextWake);
        }
        if (_reinvites.TryPeek(out var reinvite) && !reinvite.IsUnderWay && reinvite.NotBefore > Endpoint.Loop.Now)
        {
            next = Earlier(next, reinvite.NotBefore);
        }
        _timer.Set(next);
        if (_move is not null && IsQuiet)
        {
            Endpoint.Loop.Post(TryMove); // what calls this may not be done with the session yet
        }
    }

    /// <summary>Puts an agreement in force, or none.</summary>
    internal void SetTimer(SessionTimerAgreement? agreed)
    {
        _sessionTimer.Set(agreed, Endpoint.Loop.Now);
        Rearm();
    }

    /// <summary>Adds the session timer to a re-INVITE of ours: the agreed interval, and the role as it is (RFC 4028 7.4).</summary>
    internal void AddSessionTimer(SipRequestBuilder builder)
    {
        if (Settings!.SessionTimer is { } settings && _sessionTimer.Agreed is { } agreed)
        {
            builder.AddSessionTimer(settings, RefreshSeconds(agreed), agreed.WeRefresh ? SessionRefresher.Uac : SessionRefresher.Uas);
        }
    }

    /// <summary>A 422 came: whether a longer interval is worth a try (RFC 4028 7.3).</summary>
    internal bool RaiseInterval(SipResponse response)
    {
        if (response.Headers.Number(HeaderName.MinSe) is not { } minimum || minimum <= _leastInterval)
        {
            return false;
        }
        _leastInterval = minimum;
        return true;
    }

    private static Instant Earlier(Instant a, Instant b) => a < b ? a : b;

    private uint RefreshSeconds(SessionTimerAgreement agreed) => Math.Max(_leastInterval, (uint)agreed.Interval.TotalSeconds);

    /// <summary>A 2xx to an INVITE, re-INVITE or UPDATE of ours tells what is agreed.</summary>
    private void ConcludeTimer(SipResponse response)
    {
        if (Settings!.SessionTimer is not null)
        {
            SetTimer(SessionTimerNegotiation.Conclude(SessionExpires.Parse(response.Headers.First(HeaderName.SessionExpires))));
        }
    }

    private void ResumeTimer(SessionTimerAgreement? agreed)
    {
        var share = Endpoint.Tokens.Random() % 1000 / 1000.0;
        _sessionTimer.Resume(agreed, ResumeSpread * share, Endpoint.Loop.Now);
        Rearm();
    }

    private void OnTimer()
    {
        var now = Endpoint.Loop.Now;
        _uac?.Wake(now);
        _uas?.Wake(now);
        if (_keepers.Exists(k => k.Wake(now)))
        {
            OnAckMissing();
        }
        TryReinvite();
        switch (_sessionTimer.Wake(now))
        {
            case SessionTimerAction.Refresh:
                Refresh();
                break;
            case SessionTimerAction.Expired:
                SendBye([]);
                EndBy(SessionEndReason.SessionExpired, null);
                break;
            default:
                break;
        }
        Rearm();
    }

    private void Refresh()
    {
        var settings = Settings!.SessionTimer!;
        if (_reinvites.Count > 0)
        {
            return; // what is under way or waits refreshes the session as well
        }
        if (!settings.PreferUpdate || !PeerAllows(SipMethod.Update))
        {
            _reinvites.Enqueue(new Reinvite(this, _dialog!, () => LocalSdp, default, isRefresh: true));
            TryReinvite();
            return;
        }
        var agreed = _sessionTimer.Agreed!.Value;
        var expires = new SessionExpires(RefreshSeconds(agreed), SessionRefresher.Uac).ToString();
        var headers = new[] { new ExtraHeader("Session-Expires", expires) };
        _requestsUnderWay++;
        new DialogRequest(this, _dialog!, SipMethod.Update, [.. headers], "", default, OnUpdated).Start();
    }

    private void OnUpdated(RequestResult result)
    {
        RequestEnded();
        if (State == InviteState.Ended || EndIfGone(result))
        {
            return;
        }
        if (result.IsSuccess)
        {
            ConcludeTimer(result.Response);
            return;
        }
        RefreshFailed(result);
    }

    private void RefreshFailed(RequestResult result)
    {
        var again = result.Response is { StatusCode: 422 } tooSmall && RaiseInterval(tooSmall);
        _sessionTimer.RetryRefresh(again ? TimeSpan.Zero : RefreshRetry, Endpoint.Loop.Now);
        Rearm();
    }
}
