using System.Globalization;
using Ponte.Sip.Agent;
using Ponte.Sip.Authentication;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Subscriptions;

/// <summary>A peer's subscription to a state of ours: we are the notifier of RFC 6665. Lives on its endpoint's loop; members may be called only there.</summary>
/// <remarks>
/// One NOTIFY is under way at a time. A change meanwhile, or within <see cref="SubscriptionSettings.LeastGap"/>, is sent by the next one, which carries
/// the state of that instant. A NOTIFY that is refused or not answered ends the subscription (section 4.2.2).
/// </remarks>
public sealed class Subscription : IDialogHolder
{
    private readonly SubscriptionSettings _settings;
    private readonly ISubscriptionHandler _handler;
    private readonly DialogPath _path;
    private readonly Dialog _dialog;
    private readonly DeadlineTimer _timer;
    private Instant _expires;
    private Instant _notBefore;
    private bool _isDirty;
    private bool _isNotifying;
    private string? _end;

    private Subscription(
        SipEndpoint endpoint,
        ulong token,
        IncomingRequest subscribe,
        EventPackage package,
        SubscriptionSettings settings,
        ISubscriptionHandler handler
    )
    {
        Endpoint = endpoint;
        Token = token;
        Package = package;
        Request = subscribe.Request;
        _settings = settings;
        _handler = handler;
        _path = new DialogPath(endpoint)
        {
            Profile = settings.Session.Profile,
            Registration = settings.Session.Registration,
            Flow = subscribe.Flow,
        };
        _dialog = Dialog.FromRequest(subscribe.Request, subscribe.LocalTag, subscribe.Flow.Protocol);
        _timer = new DeadlineTimer(endpoint.Loop, OnTimer);
    }

    /// <summary>The endpoint it lives on.</summary>
    public SipEndpoint Endpoint { get; }

    /// <summary>What it is for.</summary>
    public EventPackage Package { get; }

    /// <summary>The SUBSCRIBE that made it.</summary>
    public SipRequest Request { get; }

    /// <summary>Whether it is over: the last NOTIFY was sent, or there will be none.</summary>
    public bool IsOver { get; private set; }

    internal ulong Token { get; }

    DialogPath IDialogHolder.Path => _path;

    DigestClient? IDialogHolder.Digest => null;

    SessionSettings IDialogHolder.Settings => _settings.Session;

    /// <summary>
    /// Answers a SUBSCRIBE from outside any dialog, sends the first NOTIFY, and goes on until it runs out or is ended. Call on the loop that the request came on.
    /// </summary>
    /// <returns>The subscription; null where the request was refused (423) or was a mere question (Expires 0), which one NOTIFY answers.</returns>
    /// <exception cref="ArgumentException">The request is no SUBSCRIBE from outside a dialog.</exception>
    public static Subscription? Accept(
        IncomingRequest subscribe,
        EventPackage package,
        SubscriptionSettings settings,
        ISubscriptionHandler handler
    )
    {
        ArgumentNullException.ThrowIfNull(subscribe);
        ArgumentNullException.ThrowIfNull(settings);
        if (subscribe.Request.Method != SipMethod.Subscribe || !LoopTokens.TryReadTag(subscribe.LocalTag, out var token))
        {
            throw new ArgumentException("Not a SUBSCRIBE that makes a dialog.", nameof(subscribe));
        }
        var subscription = new Subscription(subscribe.Endpoint, token, subscribe, package, settings, handler);
        if (!subscription.Take(subscribe))
        {
            return null;
        }
        subscription.Endpoint.Add(subscription);
        subscription.NotifyNow();
        return subscription.IsOver || subscription._end is not null ? null : subscription;
    }

    /// <summary>The state has changed: a NOTIFY goes out as soon as it may.</summary>
    public void Notify()
    {
        if (_end is null)
        {
            _isDirty = true;
            TryNotify();
        }
    }

    /// <summary>Ends it with a last NOTIFY. The handler is told.</summary>
    /// <param name="reason">Of RFC 6665 section 4.1.3: <c>deactivated</c>, <c>noresource</c>, <c>rejected</c> …</param>
    public void End(string reason)
    {
        if (_end is not null || IsOver)
        {
            return;
        }
        _end = reason;
        _isDirty = true;
        _handler.OnEnded(this);
        if (!_isNotifying)
        {
            NotifyNow();
        }
    }

    /// <summary>Takes a request of the peer inside the dialog: it refreshes or ends, or it means nothing here.</summary>
    internal void Receive(SipRequest request, SipFlow flow)
    {
        if (
            !string.Equals(request.CallId, _dialog.CallId, StringComparison.Ordinal)
            || !string.Equals(request.FromTag, _dialog.RemoteTag, StringComparison.Ordinal)
            || _end is not null
        )
        {
            Endpoint.ReplyUnlessAck(request, flow, 481);
            return;
        }
        if (request.Method != SipMethod.Subscribe)
        {
            Endpoint.ReplyUnlessAck(request, flow, 405);
            return;
        }
        if (!_dialog.TryAdvance(request.CSeq.Number))
        {
            Endpoint.Reply(request, flow, 500, "CSeq Out Of Order");
            return;
        }
        if (EventPackage.Of(request) != Package)
        {
            Endpoint.Reply(request, flow, 489); // a second subscription in one dialog (section 4.5.2 warns of it) is not served
            return;
        }
        var transaction = Endpoint.Transactions.Accept(request, flow);
        if (Take(new IncomingRequest(request, flow, null, new TransactionResponder(Endpoint, transaction, _settings.Session))))
        {
            _dialog.Retarget(request);
            _isDirty = true;
            _notBefore = default;
            TryNotify();
        }
    }

    /// <summary>Answers a SUBSCRIBE, the first or a later one. False: it was refused.</summary>
    private bool Take(IncomingRequest subscribe)
    {
        var asked = subscribe.Request.Headers.Number(HeaderName.Expires) is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : _settings.DefaultExpires;
        if (asked > TimeSpan.Zero && asked < _settings.ShortestExpires)
        {
            subscribe.Respond(423, null, [new ExtraHeader("Min-Expires", Seconds(_settings.ShortestExpires))]);
            return false;
        }
        var granted = asked < _settings.LongestExpires ? asked : _settings.LongestExpires;
        _expires = Endpoint.Loop.Now + granted;
        subscribe.Respond(200, null, [new ExtraHeader("Contact", _settings.Session.Contact), new ExtraHeader("Expires", Seconds(granted))]);
        if (granted == TimeSpan.Zero)
        {
            _end = "timeout"; // section 4.1.2.3: the last NOTIFY of an ended subscription, or the only one of a question
            if (Endpoint.Has(this))
            {
                _handler.OnEnded(this);
            }
        }
        _timer.Set(_expires);
        return true;
    }

    private void TryNotify()
    {
        if (!_isDirty || _isNotifying || IsOver)
        {
            return;
        }
        if (_end is null && _notBefore > Endpoint.Loop.Now)
        {
            _timer.Set(_notBefore < _expires ? _notBefore : _expires);
            return;
        }
        NotifyNow();
    }

    private void NotifyNow()
    {
        _isDirty = false;
        _isNotifying = true;
        _notBefore = Endpoint.Loop.Now + _settings.LeastGap;
        var left = Endpoint.Loop.Now < _expires ? _expires - Endpoint.Loop.Now : TimeSpan.Zero;
        var state = _end is null ? $"active;expires={Seconds(left)}" : $"terminated;reason={_end}";
        var (contentType, body) = _handler.State(this);
        new DialogRequest(
            this,
            _dialog,
            SipMethod.Notify,
            [new ExtraHeader("Event", Package.ToString()), new ExtraHeader("Subscription-State", state)],
            contentType,
            body,
            OnNotified
        ).Start();
        if (_end is not null)
        {
            Leave();
        }
    }

    private void OnNotified(RequestResult result)
    {
        _isNotifying = false;
        if (IsOver)
        {
            return;
        }
        if (!result.IsSuccess)
        {
            if (_end is null)
            {
                _end = "rejected";
                _handler.OnEnded(this);
            }
            Leave();
            return;
        }
        _isDirty |= _end is not null;
        TryNotify();
    }

    private void OnTimer()
    {
        if (Endpoint.Loop.Now >= _expires)
        {
            End("timeout");
            return;
        }
        TryNotify();
        _timer.Set(_isDirty && _notBefore > Endpoint.Loop.Now && _notBefore < _expires ? _notBefore : _expires);
    }

    private void Leave()
    {
        IsOver = true;
        _timer.Set(Instant.Never);
        Endpoint.Remove(this);
    }

    private static string Seconds(TimeSpan time) => ((long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
