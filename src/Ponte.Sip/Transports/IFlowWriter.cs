namespace Ponte.Sip.Transports;

/// <summary>The sending half of a flow of the transport on real sockets.</summary>
internal interface IFlowWriter
{
    /// <summary>Sends or queues one whole message. Any thread; never throws.</summary>
    /// <returns>Null, or why the message was dropped: the label of its counter.</returns>
    string? Write(SipFlow flow, ReadOnlyMemory<byte> message);
}
