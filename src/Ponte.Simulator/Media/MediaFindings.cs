using System.Collections.Immutable;
using System.Net;

namespace Ponte.Simulator.Media;

/// <summary>What an end-point found in the media that came to it.</summary>
public sealed record MediaFindings
{
    /// <summary>RTP packets that were right.</summary>
    public long PacketsReceived { get; init; }

    /// <summary>RTP packets sent.</summary>
    public long PacketsSent { get; init; }

    /// <summary>Packets that never came (RFC 3550 A.3).</summary>
    public long PacketsLost { get; init; }

    /// <summary>SRTP packets whose tag was wrong: another key, another rollover counter, or plain RTP.</summary>
    public long AuthenticationFailures { get; init; }

    /// <summary>SRTP packets that came twice.</summary>
    public long Replays { get; init; }

    /// <summary>Datagrams that are neither RTP nor RTCP.</summary>
    public long Malformed { get; init; }

    /// <summary>Packets with a payload type that was not agreed.</summary>
    public long UnknownPayloadTypes { get; init; }

    /// <summary>Datagrams that came before anything was agreed.</summary>
    public long BeforeAgreement { get; init; }

    /// <summary>Datagrams of media that came before ICE had nominated a pair.</summary>
    public long BeforeNomination { get; init; }

    /// <summary>How often the SSRC changed after the first packet.</summary>
    public int SourceChanges { get; init; }

    /// <summary>Steps between two packets in a row whose timestamps do not fit their sequence numbers, without a marker to explain them.</summary>
    public long TimestampFaults { get; init; }

    /// <summary>RTCP datagrams that were right.</summary>
    public long RtcpReceived { get; init; }

    /// <summary>RTCP on the RTP port although that was not agreed, or beside it although it was.</summary>
    public long RtcpOnWrongPort { get; init; }

    /// <summary>Packets that came while the agreed direction allows none.</summary>
    public long Unwanted { get; init; }

    /// <summary>The longest time between two RTP packets.</summary>
    public TimeSpan LongestPause { get; init; }

    /// <summary>The addresses that RTP came from, in the order of their first packets.</summary>
    public ImmutableArray<IPEndPoint> Sources { get; init; } = [];

    /// <summary>What is wrong in it, in words; empty if nothing is.</summary>
    public string Faults
    {
        get
        {
            (long Count, string Text)[] faults =
            [
                (AuthenticationFailures, "wrong SRTP tags"),
                (Replays, "replayed packets"),
                (Malformed, "malformed datagrams"),
                (UnknownPayloadTypes, "payload types that were not agreed"),
                (TimestampFaults, "timestamps that do not fit"),
                (RtcpOnWrongPort, "RTCP on the wrong port"),
                (BeforeNomination, "media before a nomination"),
            ];
            return string.Join(", ", faults.Where(f => f.Count > 0).Select(f => $"{f.Count} {f.Text}"));
        }
    }
}
