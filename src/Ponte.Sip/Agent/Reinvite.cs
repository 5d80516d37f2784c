using System.Collections.Immutable;
using Ponte.Sip.Authentication;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>One re-INVITE of ours (RFC 3261 14.1): sent when nothing else is under way, repeated after glare, told once.</summary>
internal sealed class Reinvite : IClientTransactionUser
{
    /// <summary>Repetitions after 491, 422 or a challenge before it is given up.</summary>
    private const int MaximumRepeats = 8;

    /// <summary>Longest wait for a final response once a provisional one came. Default of timer C, RFC 3261 16.6: more than 3 min.</summary>
    private static readonly TimeSpan LongestProceeding = TimeSpan.FromSeconds(181);

    private readonly InviteSession _session;
    private readonly Dialog _dialog;
    private readonly ImmutableArray<ExtraHeader> _headers;
    private readonly Func<ReadOnlyMemory<byte>> _offer;
    private readonly DigestExchange? _digest;
    private readonly List<Attempt> _attempts = [];
    private RequestResult? _success;
    private RequestResult? _failure;
    private int _repeats;
    private bool _reconnected;
    private bool _isOffered;
    private bool _done;

    public Reinvite(
        InviteSession session,
        Dialog dialog,
        Func<ReadOnlyMemory<byte>> offer,
        ImmutableArray<ExtraHeader> headers,
        bool isRefresh
    )
    {
        _session = session;
        _dialog = dialog;
        _offer = offer;
        _headers = headers;
        IsRefresh = isRefresh;
        _digest = session.Digest is { } digest ? new DigestExchange(digest) : null;
    }

    /// <summary>The offer as it was sent last; empty before.</summary>
    public ReadOnlyMemory<byte> Sdp { get; private set; }

    /// <summary>Whether the session timer asked for it, and not the user.</summary>
    public bool IsRefresh { get; }

    /// <summary>Whether it was sent and no final response came.</summary>
    public bool IsUnderWay { get; private set; }

    private Attempt? Current => _attempts.Count == 0 ? null : _attempts[^1];

    /// <summary>After glare: when to try again.</summary>
    public Instant NotBefore { get; private set; } = new(long.MinValue);

    public void Send()
    {
        IsUnderWay = true;
        _session.Path.Use(_dialog.NextHop(), SendOn);
    }

    /// <summary>The session is over: the final response may be lost, for the peer does not repeat it after a BYE.</summary>
    public void SessionEnded()
    {
        if (IsUnderWay)
        {
            _done = true;
            _session.Endpoint.Loop.Schedule(_session.Endpoint.Options.Timers.TimeOut, GiveUp);
        }
    }

    /// <inheritdoc/>
    public void OnResponse(ClientTransaction transaction, SipResponse response)
    {
        if (response.StatusCode < 200)
        {
            return;
        }
        var attempt = Find(transaction);
        attempt.IsOpen = false;
        var result = new RequestResult { Response = response, Flow = transaction.Flow };
        if (result.IsSuccess)
        {
            Acknowledge(attempt, response);
            _success ??= result;
            if (attempt == Current && !_done)
            {
                Finish(result);
            }
        }
        else if (attempt == Current && !_done && !Repeats(response))
        {
            _failure = result;
        }
        Conclude();
    }

    /// <inheritdoc/>
    public void OnNoResponse(ClientTransaction transaction, bool timedOut, string detail)
    {
        if (Find(transaction) != Current || _done)
        {
            return;
        }
        if (timedOut)
        {
            _failure = Failures.Result(SipFailureKind.TimedOut, "no answer to re-INVITE");
        }
        else if (_reconnected)
        {
            _failure = Failures.Result(SipFailureKind.Transport, detail);
        }
        else
        {
            // The connection may have been closing just when we used it: once, a new one is tried.
            _reconnected = true;
            Send();
        }
    }

    /// <inheritdoc/>
    public void OnTerminated(ClientTransaction transaction)
    {
        Find(transaction).IsOpen = false;
        Conclude();
    }

    private void SendOn(FlowResult result)
    {
        if (!result.IsSuccess)
        {
            _failure = Failures.Result(SipFailureKind.Transport, result.Detail);
            Conclude();
            return;
        }
        if (_session.State == InviteState.Ended)
        {
            return;
        }
        if (!_isOffered)
        {
            Sdp = _offer();
            if (Sdp.IsEmpty && !IsRefresh)
            {
                IsUnderWay = false;
                _session.OnReinviteDropped(this);
                return;
            }
            _isOffered = true;
        }
        var endpoint = _session.Endpoint;
        var branch = endpoint.Tokens.Next();
        var settings = _session.Settings!;
        var builder = _dialog.Request(SipMethod.Invite, ++_dialog.LocalCSeq, result.Flow, branch).AddCapabilities(settings);
        _session.AddSessionTimer(builder);
        var request = builder
            .AddAgent(endpoint.Options)
            .AddAll(_headers)
            .AddCredentials(_digest, SipMethod.Invite, _dialog.RequestUri)
            .AddSdp(Sdp)
            .Build();
        _attempts.Add(new Attempt(endpoint.Transactions.Send(branch, request, result.Flow, this)));
        endpoint.Loop.Schedule(LongestProceeding, GiveUp);
    }

    private Attempt Find(ClientTransaction transaction) => _attempts.Find(a => a.Transaction == transaction)!;

    /// <summary>A provisional response stopped timer B, and no final one came.</summary>
    private void GiveUp()
    {
        if (Current is { Transaction.IsProceeding: true } attempt)
        {
            _failure = Failures.Result(SipFailureKind.TimedOut, "no final answer to re-INVITE");
            attempt.Transaction.Abandon();
        }
    }

    private void Acknowledge(Attempt attempt, SipResponse response)
    {
        if (attempt.Ack is null)
        {
            attempt.Ack = new AckKeeper(_session, _dialog, attempt.Transaction.Request);
            _dialog.Retarget(response);
        }
        attempt.Ack.Send();
    }

    /// <summary>Whether the refusal is a reason to send the re-INVITE again, now or after the wait that glare asks for.</summary>
    private bool Repeats(SipResponse response)
    {
        if (++_repeats > MaximumRepeats)
        {
            return false;
        }
        if (
            (response.StatusCode is 401 or 407 && SipEndpoint.AnswerChallenge(_digest, response))
            || (response.StatusCode == 422 && _session.RaiseInterval(response))
        )
        {
            Send();
            return true;
        }
        if (response.StatusCode == 491 && !_reconnected)
        {
            IsUnderWay = false;
            _isOffered = false; // the peer's own offer comes first, and ours then goes on from there
            NotBefore = _session.Endpoint.Loop.Now + GlareBackOff.Delay(!_session.IsIncoming, _session.Endpoint.Tokens.Random());
            _session.Rearm();
            return true;
        }
        return false;
    }

    /// <summary>
    /// The latest sending has failed. One before it, whose connection broke, may have arrived all the same: until its transaction
    /// ends its answer counts, for the peer acts on it.
    /// </summary>
    private void Conclude()
    {
        if (!_done && _failure is not null && (_success is not null || !_attempts.Exists(a => a.IsOpen)))
        {
            Finish(_success ?? _failure);
        }
    }

    private void Finish(RequestResult result)
    {
        _done = true;
        IsUnderWay = false;
        _session.OnReinvited(this, result);
    }

    private sealed class Attempt(ClientTransaction transaction)
    {
        public ClientTransaction Transaction => transaction;

        /// <summary>Whether a final response may still come.</summary>
        public bool IsOpen { get; set; } = true;

        public AckKeeper? Ack { get; set; }
    }
}
