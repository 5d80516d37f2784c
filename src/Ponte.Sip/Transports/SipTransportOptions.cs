using System.Collections.Immutable;
using System.Net;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Transports;

/// <summary>Settings of <see cref="SipTransport"/>.</summary>
public sealed record SipTransportOptions
{
    /// <summary>What we listen on.</summary>
    public ImmutableArray<ListenerOptions> Listeners { get; init; } = [];

    /// <summary>The TLS profiles.</summary>
    public ImmutableArray<TlsProfileOptions> Profiles { get; init; } = [];

    /// <summary>
    /// What a peer that connects from an address to the listener of a name has to prove. It is asked on transport threads for each connection.
    /// </summary>
    public Func<IPEndPoint, string, TlsRequirement> TlsRequirement { get; init; } = (_, _) => Transports.TlsRequirement.Optional;

    /// <summary>Limits of messages.</summary>
    public SipLimits Messages { get; init; } = SipLimits.Default;

    /// <summary>Limits of connections.</summary>
    public ConnectionLimits Connections { get; init; } = new();

    /// <summary>How often certificate files are looked at; a change is taken at the second look. 5 s.</summary>
    public TimeSpan CertificatePollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The receive buffer asked of the system for each UDP socket. 4 MiB: the messages of a second at 3,000 calls a second.</summary>
    public int UdpReceiveBufferBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Is shown every message; null for nobody.</summary>
    public ISipTrace? Trace { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of every exception that leaves a handler of the transport's events: a defect, never an expected end.</summary>
    public Action<Exception> OnFault { get; init; } = _ => { };
}
