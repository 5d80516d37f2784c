using Ponte.Sip.Loop;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Signalling;

/// <summary>A request of ours and its responses: the client transactions of RFC 3261 section 17.1, as small as a test peer needs them.</summary>
internal sealed class ClientExchange
{
    private readonly SipAgent _agent;
    private readonly Action<ClientExchange, SipResponse, Wire> _onResponse;
    private readonly Action<ClientExchange, string> _onFailure;
    private LoopTimer? _retransmission;
    private LoopTimer? _timeout;
    private SipRequest? _ack;

    internal ClientExchange(
        SipAgent agent,
        SipRequest request,
        Wire wire,
        Action<ClientExchange, SipResponse, Wire> onResponse,
        Action<ClientExchange, string> onFailure
    )
    {
        _agent = agent;
        Request = request;
        Wire = wire;
        _onResponse = onResponse;
        _onFailure = onFailure;
    }

    public SipRequest Request { get; }

    public Wire Wire { get; }

    /// <summary>The status that came last; 0 before the first.</summary>
    public int LastStatus { get; private set; }

    public bool IsFinished => LastStatus >= 200 || HasFailed;

    public bool HasFailed { get; private set; }

    internal void Start()
    {
        _timeout = _agent.Loop.Schedule(SipAgent.TransactionTimeout, () => Fail("no response"));
        Transmit(SipAgent.T1);
    }

    internal void Receive(SipResponse response, Wire wire)
    {
        var repeated = LastStatus >= 200 && response.StatusCode >= 300;
        if (repeated || HasFailed)
        {
            Acknowledge();
            return;
        }
        LastStatus = response.StatusCode;
        _retransmission?.Cancel();
        if (response.StatusCode >= 200 || Request.Method == SipMethod.Invite)
        {
            // An INVITE may ring for as long as it likes once somebody has spoken.
            _timeout?.Cancel();
        }
        else if (!Wire.IsReliable)
        {
            _retransmission = _agent.Loop.Schedule(SipAgent.T2, () => Transmit(SipAgent.T2));
        }
        if (response.StatusCode >= 200)
        {
            _agent.Forget(this);
        }
        if (response.StatusCode >= 300 && Request.Method == SipMethod.Invite)
        {
            _ack = AckFor(response);
            Acknowledge();
        }
        _onResponse(this, response, wire);
    }

    internal void WireClosed(string reason)
    {
        if (LastStatus == 0)
        {
            Fail($"the connection closed: {reason}");
        }
    }

    private void Acknowledge()
    {
        if (_ack is not null)
        {
            _agent.SendAside(_ack, Wire);
        }
    }

    private void Transmit(TimeSpan wait)
    {
        _agent.SendAside(Request, Wire);
        if (Wire.IsReliable || IsFinished)
        {
            return;
        }
        var next = wait * 2;
        if (Request.Method != SipMethod.Invite && next > SipAgent.T2)
        {
            next = SipAgent.T2;
        }
        _retransmission = _agent.Loop.Schedule(wait, () => Transmit(next));
    }

    private void Fail(string reason)
    {
        if (IsFinished)
        {
            return;
        }
        HasFailed = true;
        _retransmission?.Cancel();
        _timeout?.Cancel();
        _agent.Forget(this);
        _onFailure(this, reason);
    }

    /// <summary>The ACK of a refusal (RFC 3261 section 17.1.1.3): the INVITE's branch and route, the response's To.</summary>
    private SipRequest AckFor(SipResponse response)
    {
        var text = new MessageText($"ACK {Request.RequestUriText} SIP/2.0")
            .Add(_agent.Names.Via, Request.Headers.First(HeaderName.Via) ?? "")
            .Copy(_agent.Names.Route, Request, HeaderName.Route)
            .Add(_agent.Names.From, Request.Headers.First(HeaderName.From) ?? "")
            .Add(_agent.Names.To, response.Headers.First(HeaderName.To) ?? "")
            .Add(_agent.Names.CallId, Request.CallId)
            .Add(_agent.Names.CSeq, $"{Request.CSeq.Number} ACK")
            .Add(_agent.Names.MaxForwards, "70")
            .AddLength(_agent.Names.ContentLength);
        return text.Build<SipRequest>();
    }
}
