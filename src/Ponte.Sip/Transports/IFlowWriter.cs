namespace Ponte.Sip.Transports;

/// <summary>The sending half of a flow of the transport on real sockets.</summary>
internal interface IFlowWriter
{
    /// <summary>Sends or queues one whole message. Any thread; never throws.</summary>
    void Write(SipFlow flow, ReadOnlyMemory<byte> message);
}
