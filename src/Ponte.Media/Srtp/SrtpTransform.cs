using Ponte.Media.Control.Model;

namespace Ponte.Media.Srtp;

/// <summary>What one suite does to one packet, given its index; who may use which index is the sender's and receiver's matter.</summary>
internal abstract class SrtpTransform : IDisposable
{
    /// <summary>The highest bit of the word that follows an SRTCP packet: it is encrypted (RFC 3711 section 3.4).</summary>
    public const uint EncryptedFlag = 0x8000_0000;

    /// <summary>Bytes that SRTP adds, without the MKI.</summary>
    public abstract int RtpOverhead { get; }

    /// <summary>Bytes that SRTCP adds, without the MKI: the tag and the word with flag and index.</summary>
    public abstract int RtcpOverhead { get; }

    /// <summary>Makes the transform of a suite.</summary>
    public static SrtpTransform Create(SrtpKey key)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(key.Suite, SrtpSuite.None, nameof(key));
        if (key.KeyAndSalt.IsDefault || key.KeyAndSalt.Length != SrtpSessionKeys.MasterLength(key.Suite))
        {
            throw new ArgumentException(
                $"A key for {key.Suite} has {SrtpSessionKeys.MasterLength(key.Suite)} bytes with its salt.",
                nameof(key)
            );
        }
        var keys = SrtpSessionKeys.Derive(key.Suite, key.KeyAndSalt.AsSpan());
        return key.Suite == SrtpSuite.AeadAes128Gcm
            ? new SrtpGcmTransform(keys)
            : new SrtpCounterTransform(keys, key.Suite == SrtpSuite.AesCm128HmacSha132 ? 4 : 10);
    }

    /// <summary>Protects RTP in place and appends what belongs to it, leaving room for the MKI.</summary>
    /// <param name="packet">The packet with room behind it.</param>
    /// <param name="length">Bytes of the plain packet.</param>
    /// <param name="headerLength">Bytes that stay readable.</param>
    /// <param name="ssrc">The source.</param>
    /// <param name="index">ROC and sequence number.</param>
    /// <param name="mki">Written where the suite wants it.</param>
    public abstract void ProtectRtp(Span<byte> packet, int length, int headerLength, uint ssrc, ulong index, ReadOnlySpan<byte> mki);

    /// <summary>Authenticates RTP and decrypts it in place; false leaves the packet as it is or unreadable.</summary>
    /// <param name="packet">The whole packet, MKI included.</param>
    /// <param name="headerLength">Bytes of header.</param>
    /// <param name="ssrc">The source.</param>
    /// <param name="index">The estimated index.</param>
    /// <param name="mkiLength">Bytes of MKI in the packet.</param>
    public abstract bool TryOpenRtp(Span<byte> packet, int headerLength, uint ssrc, ulong index, int mkiLength);

    /// <summary>Protects RTCP in place and appends word, MKI and tag.</summary>
    public abstract void ProtectRtcp(Span<byte> packet, int length, uint ssrc, uint index, ReadOnlySpan<byte> mki);

    /// <summary>Where the word with flag and index begins in an SRTCP packet of a length.</summary>
    public abstract int RtcpWordOffset(int length, int mkiLength);

    /// <summary>Authenticates RTCP and decrypts it in place.</summary>
    /// <param name="packet">The whole packet.</param>
    /// <param name="ssrc">The source.</param>
    /// <param name="word">Flag and index, as read at <see cref="RtcpWordOffset"/>.</param>
    /// <param name="mkiLength">Bytes of MKI in the packet.</param>
    public abstract bool TryOpenRtcp(Span<byte> packet, uint ssrc, uint word, int mkiLength);

    /// <summary>Where the MKI begins in a packet of a length.</summary>
    public abstract int MkiOffset(int length, int mkiLength, bool rtcp);

    /// <inheritdoc/>
    public abstract void Dispose();
}
