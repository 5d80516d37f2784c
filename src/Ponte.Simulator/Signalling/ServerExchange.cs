using Ponte.Sip.Loop;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Signalling;

/// <summary>A request of the peer and our responses: the server transactions of RFC 3261 section 17.2, with the repetition of 2xx answers (section 13.3.1.4).</summary>
internal sealed class ServerExchange
{
    private readonly SipAgent _agent;
    private LoopTimer? _retransmission;
    private LoopTimer? _timeout;
    private ReadOnlyMemory<byte> _last;

    internal ServerExchange(SipAgent agent, SipRequest request, Wire wire)
    {
        _agent = agent;
        Request = request;
        Wire = wire;
    }

    public SipRequest Request { get; }

    public Wire Wire { get; }

    public int LastStatus { get; private set; }

    public bool IsFinished => LastStatus >= 200;

    public bool IsAcknowledged { get; private set; }

    /// <summary>Told when the ACK of a final answer to an INVITE never came.</summary>
    public Action? OnAckMissing { get; set; }

    public void Respond(MessageText text)
    {
        if (IsFinished)
        {
            return;
        }
        var response = text.Build<SipResponse>();
        LastStatus = response.StatusCode;
        _last = response.Bytes;
        _agent.SendAside(response, Wire);
        if (!IsFinished)
        {
            return;
        }
        _agent.FinishLater(this);
        if (Request.Method == SipMethod.Invite)
        {
            _timeout = _agent.Loop.Schedule(SipAgent.TransactionTimeout, AckTimedOut);
            RepeatAfter(SipAgent.T1);
        }
    }

    /// <summary>The ACK came: a refusal's by its branch, an answer's by its dialog.</summary>
    public void Acknowledge()
    {
        IsAcknowledged = true;
        _retransmission?.Cancel();
        _timeout?.Cancel();
    }

    /// <summary>The request came again.</summary>
    internal void Repeat()
    {
        if (!_last.IsEmpty)
        {
            Wire.Send(_last);
        }
    }

    private void RepeatAfter(TimeSpan wait)
    {
        // Refusals are repeated over UDP only, answers over everything: a proxy on the way might have lost the hop behind it.
        if (LastStatus < 300 || !Wire.IsReliable)
        {
            _retransmission = _agent.Loop.Schedule(
                wait,
                () =>
                {
                    Wire.Send(_last);
                    RepeatAfter(wait * 2 < SipAgent.T2 ? wait * 2 : SipAgent.T2);
                }
            );
        }
    }

    private void AckTimedOut()
    {
        _retransmission?.Cancel();
        OnAckMissing?.Invoke();
    }
}
