namespace Ponte.Sip.Transports;

/// <summary>How many connections there may be, how much may wait on one, and how long. No peer can make us hold more.</summary>
public sealed record ConnectionLimits
{
    /// <summary>Connections that peers opened, over all listeners. 10,000: a tenth of it in use is a large site; each costs about 20 kB with TLS.</summary>
    public int MaxInbound { get; init; } = 10_000;

    /// <summary>Connections that peers opened from one IPv4 address or one IPv6 /64 network. 1,500: an office of 500
    /// phones behind one address, whose connections of before are not over yet when they come back.</summary>
    public int MaxInboundPerAddress { get; init; } = 1_500;

    /// <summary>
    /// Connections that peers opened and that have not yet brought a SIP message, handshakes included. When it is reached the oldest of them
    /// gives way to the newest, so that a flood does not shut others out. 2,048: four offices of 500 phones that all come back at once.
    /// </summary>
    public int MaxUnproven { get; init; } = 2_048;

    /// <summary>The same for one address; here the newest is refused. 512: an office of 500 phones after a power cut.</summary>
    public int MaxUnprovenPerAddress { get; init; } = 512;

    /// <summary>The same as <see cref="MaxInboundPerAddress"/> for WebSockets. 2,000: all browsers of a company may come through one proxy.</summary>
    public int MaxWebSocketsPerAddress { get; init; } = 2_000;

    /// <summary>The same as <see cref="MaxUnprovenPerAddress"/> for WebSockets. 256: all browsers come back at once after a restart of their proxy.</summary>
    public int MaxUnprovenWebSocketsPerAddress { get; init; } = 256;

    /// <summary>Connections that we opened.</summary>
    public int MaxOutbound { get; init; } = 1_000;

    /// <summary>The queue of connections that the system holds for us to accept. 512: the kernel's own bound (somaxconn) is 4,096 on Linux.</summary>
    public int ListenBacklog { get; init; } = 512;

    /// <summary>Bytes that may wait to be sent on one connection; a peer that reads slower is cut off. 1 MiB: 15 of the largest messages.</summary>
    public int MaxQueuedBytes { get; init; } = 1024 * 1024;

    /// <summary>How long one write may take. 10 s: a peer that takes nothing for so long answers no transaction in time (RFC 3261 17.1.2.2, 64*T1 = 32 s).</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a TCP connection may take to open. 5 s: two repetitions of the SYN (RFC 6298: after 1 and 3 s).</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a TLS handshake may take. 5 s, since with the connection it has to fit into the 10 s that Teams waits for an answer.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection may be open without a whole message, and a message may take to come whole. 30 s: 64*T1.</summary>
    public TimeSpan FirstMessageTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long nothing, not even CRLF, may come on a connection that a peer opened. 30 min: RFC 5626 4.4.1 has keep-alives every 2 min on
    /// TCP; peers without them register every hour at the latest and open another.
    /// </summary>
    public TimeSpan InboundIdleTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long no message may pass on a connection that we opened. 5 min: more than Timer C, so that a ringing call still gets its answer on it.</summary>
    public TimeSpan OutboundIdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>When a connection that we opened is replaced by a new one. 50 min: Microsoft asks for at least hourly.</summary>
    public TimeSpan RenewAfter { get; init; } = TimeSpan.FromMinutes(50);

    /// <summary>How long no message may pass on a connection taken out of use before it is closed. 4 min: more than Timer C (RFC 3261 16.6: over 3 min).</summary>
    public TimeSpan RetiredIdleTimeout { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How long answers may still go out after the peer closed its half. 5 s.</summary>
    public TimeSpan HalfClosedTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long nothing may go out on a connection that we opened before a double CRLF is sent; zero for never. 90 s: below the 95 to 120 s
    /// of RFC 5626 4.4.1, and Microsoft closes after 2 min unless CRLF comes from us.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(90);
}
