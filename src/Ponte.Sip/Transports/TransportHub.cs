using Ponte.Sip.Messages;

namespace Ponte.Sip.Transports;

/// <summary>What sockets and connections of one transport share: settings, clock, figures, and the way to those who listen.</summary>
internal sealed class TransportHub : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private long _lastFlowId;

    public TransportHub(SipTransportOptions options)
    {
        Options = options;
        Stopping = _stopping.Token;
        Connections = new ConnectionTable(options.Connections);
        Metrics = new TransportMetrics(() => Connections.InboundCount, () => Connections.OutboundCount);
        Tasks = new BackgroundTasks(options.OnFault);
    }

    public SipTransportOptions Options { get; }

    public TimeProvider Time => Options.Time;

    public TransportMetrics Metrics { get; }

    public ConnectionTable Connections { get; }

    public BackgroundTasks Tasks { get; }

    public Action<SipMessage, SipFlow>? Received { get; set; }

    public Action<SipParseError, ReadOnlyMemory<byte>, SipFlow>? Malformed { get; set; }

    public Action<SipFlow, string>? FlowClosed { get; set; }

    public Action<HandshakeFailure>? HandshakeFailed { get; set; }

    /// <summary>Fires when the transport stops: nothing more is opened or accepted.</summary>
    public CancellationToken Stopping { get; }

    public long NextFlowId() => Interlocked.Increment(ref _lastFlowId);

    /// <summary>Sends a message on its flow, shows it and counts it.</summary>
    public void Send(SipFlow flow, ReadOnlyMemory<byte> message)
    {
        // Before it leaves: on a fast network the answer comes before we are back here.
        var at = Options.Trace is null ? default : Time.GetUtcNow();
        var problem = flow.IsOpen && flow.Writer is { } writer ? writer.Write(flow, message) : "closed";
        if (problem is not null)
        {
            Metrics.SendDropped(flow.Protocol, problem);
            return;
        }
        Metrics.Sent(flow.Protocol, message.Length);
        Options.Trace?.Trace(true, flow, message, at);
    }

    public void RaiseReceived(SipMessage message, SipFlow flow)
    {
        Metrics.Received(flow.Protocol, message.Bytes.Length);
        Options.Trace?.Trace(false, flow, message.Bytes, Time.GetUtcNow());
        // Written out, since a closure for each message would be garbage.
#pragma warning disable CA1031 // See Guard.
        try
        {
            Received?.Invoke(message, flow);
        }
        catch (Exception e)
        {
            Options.OnFault(e);
        }
#pragma warning restore CA1031
    }

    public void RaiseMalformed(SipParseError error, ReadOnlyMemory<byte> bytes, SipFlow flow)
    {
        Metrics.Malformed(flow.Protocol);
        Options.Trace?.Trace(false, flow, bytes, Time.GetUtcNow());
        Guard(() => Malformed?.Invoke(error, bytes, flow));
    }

    public void RaiseClosed(SipFlow flow) => Guard(() => FlowClosed?.Invoke(flow, flow.CloseReason ?? ""));

    public void RaiseHandshakeFailed(HandshakeFailure failure)
    {
        Metrics.HandshakeFailed(failure.IsInbound, failure.Refusal);
        Guard(() => HandshakeFailed?.Invoke(failure));
    }

    public void Stop() => _stopping.Cancel();

    public void Dispose()
    {
        _stopping.Dispose();
        Metrics.Dispose();
    }

#pragma warning disable CA1031 // The transport's edge: a defect in a handler must not stop the socket for all others. It is reported.
    private void Guard(Action handler)
    {
        try
        {
            handler();
        }
        catch (Exception e)
        {
            Options.OnFault(e);
        }
    }
#pragma warning restore CA1031
}
