namespace Ponte.Media.Control.Model;

/// <summary>Figures of one stream since it was opened. Datagrams of a fax count as packets, all their bytes as payload.</summary>
public sealed record StreamStatistics
{
    /// <summary>RTP packets accepted from the peer.</summary>
    public long PacketsReceived { get; init; }

    /// <summary>RTP packets sent to the peer.</summary>
    public long PacketsSent { get; init; }

    /// <summary>RTP payload bytes accepted.</summary>
    public long BytesReceived { get; init; }

    /// <summary>RTP payload bytes sent.</summary>
    public long BytesSent { get; init; }

    /// <summary>Packets of the peer that never came (RFC 3550 A.3).</summary>
    public long PacketsLost { get; init; }

    /// <summary>Packets dropped by reason of source, authentication, replay or form.</summary>
    public long PacketsRefused { get; init; }

    /// <summary>Interarrival jitter of what we receive, in milliseconds (RFC 3550 A.8).</summary>
    public double JitterMilliseconds { get; init; }

    /// <summary>Loss that the peer reports of what we send, 0 to 1; null without a report.</summary>
    public double? RemoteLossFraction { get; init; }

    /// <summary>Jitter that the peer reports, in milliseconds; null without a report.</summary>
    public double? RemoteJitterMilliseconds { get; init; }

    /// <summary>Round trip by RTCP, in milliseconds; null without a report.</summary>
    public double? RoundTripMilliseconds { get; init; }

    /// <summary>Listening quality of what we receive by the E-model (ITU-T G.107), 1 to 4.5; null before the first packets.</summary>
    public double? MeanOpinionScore { get; init; }

    /// <summary>The encoding received last, as in SDP; null before the first packet.</summary>
    public string? Encoding { get; init; }
}
