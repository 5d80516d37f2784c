using System.Net;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Signalling;

/// <summary>A way to one peer: a connection, or a pair of UDP addresses. Members are for the loop.</summary>
internal abstract class Wire(TransportProtocol protocol, IPEndPoint local, IPEndPoint remote, bool openedByUs)
{
    public TransportProtocol Protocol => protocol;

    public IPEndPoint Local => local;

    public IPEndPoint Remote => remote;

    public bool OpenedByUs => openedByUs;

    public bool IsReliable => protocol.IsReliable();

    /// <summary>What the peer's certificate says; null without TLS.</summary>
    public TlsPeer? Peer { get; init; }

    /// <summary>The name of the part of the simulator that it belongs to, such as a hub.</summary>
    public string Owner { get; init; } = "";

    public bool IsOpen { get; protected set; } = true;

    /// <summary>When a transaction used it last.</summary>
    public Instant LastUsed { get; set; }

    public void Send(SipMessage message) => Send(message.Bytes);

    public abstract void Send(ReadOnlyMemory<byte> bytes);

    public abstract void Close(string reason);

    public override string ToString() => $"{protocol.ViaName()} {local} {(openedByUs ? "->" : "<-")} {remote}";
}
