using System.Collections.Immutable;
using System.Globalization;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Agent;

/// <summary>The first INVITE of an incoming session until its final response: provisional ones, also reliable (RFC 3262 3), answer, refusal, CANCEL.</summary>
internal sealed class UasInvite : IServerTransactionUser
{
    /// <summary>Provisional responses that may wait for a PRACK before them. More come from a defect of ours.</summary>
    private const int MaximumQueue = 16;

    private readonly InviteSession _session;
    private readonly SipEndpoint _endpoint;
    private readonly ServerTransaction _transaction;
    private readonly bool _reliableRequired;
    private readonly bool _reliableSupported;
    private readonly bool _hasOffer;
    private Queue<(int Status, ReadOnlyMemory<byte> Sdp, ImmutableArray<ExtraHeader> Headers)>? _queue;
    private ReliableProvisionalSender? _reliable;
    private SipResponse? _unacknowledged;
    private (ReadOnlyMemory<byte> Sdp, ImmutableArray<ExtraHeader> Headers)? _answer;

    public UasInvite(InviteSession session, ServerTransaction transaction)
    {
        _session = session;
        _endpoint = session.Endpoint;
        _transaction = transaction;
        var invite = transaction.Request;
        _reliableRequired = invite.Headers.HasToken(HeaderName.Require, "100rel");
        _reliableSupported = _reliableRequired || invite.Headers.HasToken(HeaderName.Supported, "100rel");
        _hasOffer = !Headers.SdpOf(invite).IsEmpty;
    }

    /// <summary>Whether a final response was sent or decided.</summary>
    public bool IsDecided => _transaction.IsFinal || _answer is not null;

    /// <summary>Whether a reliable provisional response with our answer was acknowledged, so that a new offer may come before the 2xx.</summary>
    public bool IsOfferAnswered { get; private set; }

    /// <summary>When the reliable response under way is due again.</summary>
    public Instant NextWake => _reliable?.NextWake ?? Instant.Never;

    public void Provisional(int status, ReadOnlyMemory<byte> sdp, ImmutableArray<ExtraHeader> headers, bool reliable)
    {
        if (IsDecided)
        {
            return;
        }
        if (status == 100)
        {
            _transaction.Respond(_endpoint.Response(_transaction, 100, null).Build());
            return;
        }
        // To an INVITE without offer our SDP would be the offer, and its answer come in the PRACK. It is kept for the 2xx.
        sdp = _hasOffer ? sdp : default;
        var wanted = reliable || (_session.Settings!.ReliableProvisionals == ReliableProvisionalUse.WhenSupported && !sdp.IsEmpty);
        if (!_reliableRequired && !(wanted && _reliableSupported))
        {
            _transaction.Respond(Build(status, sdp, headers).Build());
            return;
        }
        if (_reliable is { IsWaiting: true })
        {
            _queue ??= new();
            if (_queue.Count < MaximumQueue)
            {
                _queue.Enqueue((status, sdp, headers));
            }
            return;
        }
        SendReliably(status, sdp, headers);
    }

    public void Accept(ReadOnlyMemory<byte> sdp, ImmutableArray<ExtraHeader> headers)
    {
        if (IsDecided)
        {
            return;
        }
        if (_reliable is { IsWaiting: true } && _unacknowledged is { Body.IsEmpty: false })
        {
            // RFC 3262 3: no 2xx while a reliable response with SDP is unacknowledged.
            _answer = (sdp, headers);
            return;
        }
        SendAnswer(sdp, headers);
    }

    public void Reject(int status, string? reason, ImmutableArray<ExtraHeader> headers)
    {
        if (_transaction.IsFinal)
        {
            return;
        }
        _answer = null;
        _reliable?.Stop();
        _transaction.Respond(_endpoint.Response(_transaction, status, reason).AddAll(headers).Build());
    }

    public void Drop() => _transaction.Abandon();

    /// <summary>A PRACK came. False: it matches nothing (481). After it was answered <see cref="GoOn"/> is called.</summary>
    public bool Acknowledge(RAck acknowledged)
    {
        if (_reliable?.Acknowledge(acknowledged) != true)
        {
            return false;
        }
        IsOfferAnswered |= _unacknowledged is { Body.IsEmpty: false };
        _unacknowledged = null;
        return true;
    }

    /// <summary>Sends what waited for the PRACK.</summary>
    public void GoOn()
    {
        if (_answer is { } answer)
        {
            _answer = null;
            _queue = null;
            SendAnswer(answer.Sdp, answer.Headers);
        }
        else if (_queue is not null && _queue.TryDequeue(out var next))
        {
            SendReliably(next.Status, next.Sdp, next.Headers);
        }
    }

    /// <summary>The time of <see cref="NextWake"/> has come.</summary>
    public void Wake(Instant now)
    {
        switch (_reliable?.Wake(now))
        {
            case ReliableProvisionalAction.Retransmit:
                _transaction.Respond(_unacknowledged!);
                break;
            case ReliableProvisionalAction.TimedOut:
                _session.RejectUnacknowledged();
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public void OnCancel(ServerTransaction transaction, SipRequest cancel)
    {
        if (_transaction.IsFinal)
        {
            return; // RFC 3261 9.2: a final response was sent, the CANCEL has no effect
        }
        Reject(487, null, default);
        var reasons = string.Join(", ", cancel.Headers.Values(HeaderName.Reason));
        _session.OnCancelled(reasons.Length == 0 ? null : reasons);
    }

    /// <inheritdoc/>
    public void OnAck(ServerTransaction transaction, SipRequest ack) => _session.OnAck(ack);

    private void SendReliably(int status, ReadOnlyMemory<byte> sdp, ImmutableArray<ExtraHeader> headers)
    {
        _reliable ??= new ReliableProvisionalSender(
            _endpoint.Options.Timers,
            (uint)(_endpoint.Tokens.Random() % int.MaxValue) + 1,
            _transaction.Request.CSeq.Number
        );
        var number = _reliable.Send(_endpoint.Loop.Now);
        _unacknowledged = Build(status, sdp, headers)
            .Add(HeaderName.Require, "100rel")
            .Add(HeaderName.RSeq, number.ToString(CultureInfo.InvariantCulture))
            .Build();
        _transaction.Respond(_unacknowledged);
        _session.Rearm();
    }

    private SipResponseBuilder Build(int status, ReadOnlyMemory<byte> sdp, ImmutableArray<ExtraHeader> headers)
    {
        _session.Sent(sdp);
        return _endpoint
            .Response(_transaction, status, null)
            .Add(HeaderName.Contact, _session.Settings!.Contact)
            .Add(HeaderName.Allow, Headers.MethodList(_session.Settings.Allow))
            .AddAll(headers)
            .AddSdp(sdp);
    }

    private void SendAnswer(ReadOnlyMemory<byte> sdp, ImmutableArray<ExtraHeader> headers)
    {
        _reliable?.Stop();
        var settings = _session.Settings!;
        var timer = Headers.AnswerSessionTimer(_transaction.Request, settings.SessionTimer, null);
        var response = _endpoint
            .Response(_transaction, 200, null)
            .AddCapabilities(settings)
            .AddSessionTimer(timer)
            .AddAll(headers)
            .AddSdp(sdp)
            .Build();
        _session.Sent(sdp);
        _session.KeepAnswer(_transaction, response, isOffer: !_hasOffer);
        _session.SetTimer(timer.Agreed);
        _session.Handler?.OnAnswering(_session);
        _transaction.Respond(response);
    }
}
