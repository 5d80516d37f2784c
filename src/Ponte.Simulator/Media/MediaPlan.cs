using System.Collections.Immutable;
using System.Net;
using Ponte.Media.Control.Model;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Media;

/// <summary>What an end-point does: an agreed description in the terms of packets.</summary>
internal sealed record MediaPlan
{
    public IPEndPoint? RemoteRtp { get; init; }

    public IPEndPoint? RemoteRtcp { get; init; }

    public bool RtcpMux { get; init; }

    public bool Sends { get; init; }

    public bool Receives { get; init; }

    public ImmutableArray<AgreedFormat> Formats { get; init; } = [];

    public SrtpKey? SendKey { get; init; }

    public SrtpKey? ReceiveKey { get; init; }

    /// <summary>The first codec that is G.711; null if none is, and nothing can then be played or heard.</summary>
    public AgreedFormat? Audio => Formats.FirstOrDefault(f => f.Encoding is "PCMA" or "PCMU");

    public AgreedFormat? Events => Formats.FirstOrDefault(f => f.Encoding is "TELEPHONE-EVENT");

    public AgreedFormat? ComfortNoise => Formats.FirstOrDefault(f => f.Encoding is "CN");

    public static MediaPlan Of(AgreedAudio agreed) =>
        new()
        {
            RemoteRtp = agreed.RemoteRtp,
            RemoteRtcp = agreed.RemoteRtcp,
            RtcpMux = agreed.RtcpMux,
            Sends = agreed.Direction.HasFlag(AudioDirection.SendOnly),
            Receives = agreed.Direction.HasFlag(AudioDirection.ReceiveOnly),
            Formats = agreed.Formats,
            SendKey = KeyOf(agreed.LocalCrypto),
            ReceiveKey = KeyOf(agreed.RemoteCrypto),
        };

    private static SrtpKey? KeyOf(CryptoAttribute? crypto) =>
        crypto is null ? null : new SrtpKey(SuiteOf(crypto.Suite), crypto.Key.KeyAndSalt, crypto.Key.Mki);

    private static SrtpSuite SuiteOf(string suite) =>
        suite switch
        {
            SrtpSuites.AesCm128HmacSha180 => SrtpSuite.AesCm128HmacSha180,
            SrtpSuites.AesCm128HmacSha132 => SrtpSuite.AesCm128HmacSha132,
            _ => SrtpSuite.AeadAes128Gcm,
        };
}
