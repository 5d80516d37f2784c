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

    private readonly InviteSession _session;
    private readonly Dialog _dialog;
    private readonly ImmutableArray<ExtraHeader> _headers;
    private readonly DigestExchange? _digest;
    private AckKeeper? _ack;
    private int _repeats;
    private bool _done;

    public Reinvite(InviteSession session, Dialog dialog, ReadOnlyMemory<byte> sdp, ImmutableArray<ExtraHeader> headers, bool isRefresh)
    {
        _session = session;
        _dialog = dialog;
        Sdp = sdp;
        _headers = headers;
        IsRefresh = isRefresh;
        _digest = session.Digest is { } digest ? new DigestExchange(digest) : null;
    }

    public ReadOnlyMemory<byte> Sdp { get; }

    /// <summary>Whether the session timer asked for it, and not the user.</summary>
    public bool IsRefresh { get; }

    /// <summary>Whether it was sent and no final response came.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>After glare: when to try again.</summary>
    public Instant NotBefore { get; private set; } = new(long.MinValue);

    public void Send()
    {
        IsUnderWay = true;
        _session.Path.Use(_dialog.NextHop(), SendOn);
    }

    /// <inheritdoc/>
    public void OnResponse(ClientTransaction transaction, SipResponse response)
    {
        if (response.StatusCode < 200)
        {
            return;
        }
        if (response.StatusCode < 300)
        {
            OnAnswer(transaction, response);
        }
        else if (!_done)
        {
            OnRefusal(transaction, response);
        }
    }

    /// <inheritdoc/>
    public void OnNoResponse(ClientTransaction transaction, bool timedOut, string detail) =>
        Finish(
            timedOut
                ? Failures.Result(SipFailureKind.TimedOut, "no answer to re-INVITE")
                : Failures.Result(SipFailureKind.Transport, detail)
        );

    /// <inheritdoc/>
    public void OnTerminated(ClientTransaction transaction) { }

    private void SendOn(FlowResult result)
    {
        if (!result.IsSuccess)
        {
            Finish(Failures.Result(SipFailureKind.Transport, result.Detail));
            return;
        }
        if (_session.State == InviteState.Ended)
        {
            return;
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
        endpoint.Transactions.Send(branch, request, result.Flow, this);
    }

    private void OnAnswer(ClientTransaction transaction, SipResponse response)
    {
        // Inside a dialog there is one answer; what comes again is the same one repeated.
        if (_ack is null)
        {
            _ack = new AckKeeper(_session, _dialog, transaction.Request);
            _dialog.Retarget(response);
        }
        _ack.Send();
        if (!_done)
        {
            Finish(new RequestResult { Response = response, Flow = transaction.Flow });
        }
    }

    private void OnRefusal(ClientTransaction transaction, SipResponse response)
    {
        if (++_repeats <= MaximumRepeats)
        {
            if (response.StatusCode is 401 or 407 && SipEndpoint.AnswerChallenge(_digest, response))
            {
                Send();
                return;
            }
            if (response.StatusCode == 422 && _session.RaiseInterval(response))
            {
                Send();
                return;
            }
            if (response.StatusCode == 491)
            {
                IsUnderWay = false;
                NotBefore = _session.Endpoint.Loop.Now + GlareBackOff.Delay(!_session.IsIncoming, _session.Endpoint.Tokens.Random());
                _session.Rearm();
                return;
            }
        }
        Finish(new RequestResult { Response = response, Flow = transaction.Flow });
    }

    private void Finish(RequestResult result)
    {
        if (_done)
        {
            return;
        }
        _done = true;
        IsUnderWay = false;
        _session.OnReinvited(this, result);
    }
}
