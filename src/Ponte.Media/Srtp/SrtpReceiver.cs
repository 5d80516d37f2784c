using System.Buffers.Binary;
using Ponte.Media.Control.Model;
using Ponte.Media.Rtp;

namespace Ponte.Media.Srtp;

/// <summary>
/// Opens what we receive under one master key (RFC 3711): one instance lives as long as the key. Nothing changes before a packet is authenticated. Allocates
/// nothing per packet. For one thread.
/// </summary>
/// <remarks>
/// Where an MKI was agreed, packets that come without it are taken too when their tag is right: peers differ in this. Sixteen sources are known at a time;
/// a further authentic one takes the place of that which was silent for the longest time.
/// </remarks>
public sealed class SrtpReceiver : IDisposable
{
    private readonly SrtpTransform _transform;
    private readonly byte[] _mki;
    private readonly SrtpSourceTable _sources = new();

    /// <summary>Prepares a key.</summary>
    /// <exception cref="ArgumentException">The key does not have the suite's length, or its MKI is too long.</exception>
    public SrtpReceiver(SrtpKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _mki = key.Mki.IsDefaultOrEmpty ? [] : [.. key.Mki];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_mki.Length, SrtpSender.MaximumMkiLength, nameof(key));
        Key = key;
        _transform = SrtpTransform.Create(key);
    }

    /// <summary>The master key.</summary>
    public SrtpKey Key { get; }

    /// <summary>How many sources sent authentic packets.</summary>
    internal int SourceCount => _sources.Count;

    /// <summary>
    /// The receiver for a configuration: the current one when the key is unchanged (rollover counters and replay windows go on), a new one for another
    /// key (the current one is disposed of), null without a key.
    /// </summary>
    public static SrtpReceiver? For(SrtpKey? key, SrtpReceiver? current)
    {
        if (key is not null && key.Equals(current?.Key))
        {
            return current;
        }
        var next = key is null ? null : new SrtpReceiver(key);
        current?.Dispose();
        return next;
    }

    /// <summary>Authenticates an RTP packet and decrypts it in place.</summary>
    /// <param name="packet">Begins with the packet.</param>
    /// <param name="length">Bytes received; on success bytes of the plain packet.</param>
    /// <param name="failure">Why it was refused; its payload is then undefined and nothing else has changed.</param>
    public bool TryUnprotect(Span<byte> packet, ref int length, out SrtpFailure failure)
    {
        var bytes = packet[..length];
        if (!RtpHeader.TryMeasure(bytes, out var headerLength) || length < headerLength + _transform.RtpOverhead)
        {
            failure = SrtpFailure.Malformed;
            return false;
        }
        var ssrc = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
        var place = _sources.Find(ssrc);
        ulong index = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        if (place >= 0)
        {
            ref readonly var known = ref _sources[place];
            if (!known.TryEstimateIndex((ushort)index, out index) || !known.Rtp.IsFresh(index))
            {
                failure = SrtpFailure.Replayed;
                return false;
            }
        }
        var mkiLength = MkiLengthIn(bytes, headerLength + _transform.RtpOverhead, rtcp: false);
        if (!_transform.TryOpenRtp(bytes, headerLength, ssrc, index, mkiLength))
        {
            failure = SrtpFailure.AuthenticationFailed;
            return false;
        }
        place = place < 0 ? _sources.Add(ssrc) : place;
        _sources[place].Rtp.Mark(index);
        _sources.Touch(place);
        length -= _transform.RtpOverhead + mkiLength;
        failure = SrtpFailure.None;
        return true;
    }

    /// <summary>Authenticates an RTCP packet and decrypts it in place.</summary>
    /// <param name="packet">Begins with the packet.</param>
    /// <param name="length">Bytes received; on success bytes of the plain packet.</param>
    /// <param name="failure">Why it was refused; its payload is then undefined and nothing else has changed.</param>
    public bool TryUnprotectRtcp(Span<byte> packet, ref int length, out SrtpFailure failure)
    {
        var bytes = packet[..length];
        if (length < 8 + _transform.RtcpOverhead || bytes[0] >> 6 != 2)
        {
            failure = SrtpFailure.Malformed;
            return false;
        }
        var ssrc = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        var mkiLength = MkiLengthIn(bytes, 8 + _transform.RtcpOverhead, rtcp: true);
        var word = BinaryPrimitives.ReadUInt32BigEndian(bytes[_transform.RtcpWordOffset(length, mkiLength)..]);
        var index = word & ~SrtpTransform.EncryptedFlag;
        var place = _sources.Find(ssrc);
        if (place >= 0 && !_sources[place].Rtcp.IsFresh(index))
        {
            failure = SrtpFailure.Replayed;
            return false;
        }
        if (!_transform.TryOpenRtcp(bytes, ssrc, word, mkiLength))
        {
            failure = SrtpFailure.AuthenticationFailed;
            return false;
        }
        place = place < 0 ? _sources.Add(ssrc) : place;
        _sources[place].Rtcp.Mark(index);
        _sources.Touch(place);
        length -= _transform.RtcpOverhead + mkiLength;
        failure = SrtpFailure.None;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _transform.Dispose();

    /// <summary>Bytes of MKI in this packet: all where the agreed one stands in its place, else none.</summary>
    private int MkiLengthIn(ReadOnlySpan<byte> packet, int leastLength, bool rtcp)
    {
        if (_mki.Length == 0 || packet.Length < leastLength + _mki.Length)
        {
            return 0;
        }
        return packet.Slice(_transform.MkiOffset(packet.Length, _mki.Length, rtcp), _mki.Length).SequenceEqual(_mki) ? _mki.Length : 0;
    }
}
