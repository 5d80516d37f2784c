using System.Buffers.Binary;
using Ponte.Media.Control.Model;
using Ponte.Media.Rtp;

namespace Ponte.Media.Srtp;

/// <summary>
/// Protects what we send under one master key (RFC 3711): one instance lives as long as the key, so the rollover counter lives with it. Allocates nothing per
/// packet. For one thread.
/// </summary>
/// <remarks>
/// A key and an index must never meet twice with other content: a sequence number that was used, or is 128 behind, is refused, and so is a 17th SSRC.
/// Begin sequence numbers below 32,768, so that the receiver cannot mistake the first rollover (RFC 3711 section 3.3.1).
/// </remarks>
public sealed class SrtpSender : IDisposable
{
    /// <summary>What a packet grows by at most without its MKI: the room to keep behind it.</summary>
    public const int MaximumOverhead = 20;

    /// <summary>The longest MKI that is taken; SDES allows 128 (RFC 4568 section 6.1).</summary>
    public const int MaximumMkiLength = 128;

    private const uint MaximumRtcpIndex = 0x7FFF_FFFF;

    private readonly SrtpTransform _transform;
    private readonly byte[] _mki;
    private readonly SrtpSourceTable _sources = new();
    private uint _rtcpIndex;

    /// <summary>Prepares a key.</summary>
    /// <exception cref="ArgumentException">The key does not have the suite's length, or its MKI is too long.</exception>
    public SrtpSender(SrtpKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _mki = key.Mki.IsDefaultOrEmpty ? [] : [.. key.Mki];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_mki.Length, MaximumMkiLength, nameof(key));
        Key = key;
        _transform = SrtpTransform.Create(key);
    }

    /// <summary>The master key.</summary>
    public SrtpKey Key { get; }

    /// <summary>Bytes that an RTP packet grows by.</summary>
    public int RtpOverhead => _transform.RtpOverhead + _mki.Length;

    /// <summary>Bytes that an RTCP packet grows by.</summary>
    public int RtcpOverhead => _transform.RtcpOverhead + _mki.Length;

    /// <summary>
    /// The sender for a configuration: the current one when the key is unchanged (its rollover counter goes on), a new one for another key (the current one is
    /// disposed of), null without a key.
    /// </summary>
    public static SrtpSender? For(SrtpKey? key, SrtpSender? current)
    {
        if (key is not null && key.Equals(current?.Key))
        {
            return current;
        }
        var next = key is null ? null : new SrtpSender(key);
        current?.Dispose();
        return next;
    }

    /// <summary>Protects an RTP packet in place.</summary>
    /// <param name="packet">The packet, with room for <see cref="RtpOverhead"/> more bytes.</param>
    /// <param name="length">Bytes of the plain packet.</param>
    /// <returns>The new length; 0 where the packet must not be sent: malformed, no room, index used before, too many sources.</returns>
    public int Protect(Span<byte> packet, int length)
    {
        if (
            length > packet.Length - RtpOverhead
            || length < RtpHeader.FixedLength
            || !RtpHeader.TryMeasure(packet[..length], out var headerLength)
        )
        {
            return 0;
        }
        var ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        var place = _sources.Find(ssrc);
        if (place < 0)
        {
            // Forgetting a source would begin its indices again, so none is replaced here.
            if (_sources.IsFull)
            {
                return 0;
            }
            place = _sources.Add(ssrc);
        }
        ref var source = ref _sources[place];
        if (!source.TryEstimateIndex(BinaryPrimitives.ReadUInt16BigEndian(packet[2..]), out var index) || !source.Rtp.IsFresh(index))
        {
            return 0;
        }
        source.Rtp.Mark(index);
        _transform.ProtectRtp(packet, length, headerLength, ssrc, index, _mki);
        return length + RtpOverhead;
    }

    /// <summary>Protects a compound RTCP packet in place; it is always encrypted.</summary>
    /// <param name="packet">The packet, with room for <see cref="RtcpOverhead"/> more bytes.</param>
    /// <param name="length">Bytes of the plain packet.</param>
    /// <returns>The new length; 0 where the packet must not be sent.</returns>
    public int ProtectRtcp(Span<byte> packet, int length)
    {
        if (length > packet.Length - RtcpOverhead || length < 8 || _rtcpIndex > MaximumRtcpIndex)
        {
            return 0;
        }
        // One counter for all sources: an index is never used twice with a source, which is what counts.
        _transform.ProtectRtcp(packet, length, BinaryPrimitives.ReadUInt32BigEndian(packet[4..]), _rtcpIndex++, _mki);
        return length + RtcpOverhead;
    }

    /// <inheritdoc/>
    public void Dispose() => _transform.Dispose();
}
