using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ponte.Media.Srtp;

/// <summary>AES_CM_128 with HMAC_SHA1 (RFC 3711 sections 4.1.1 and 4.2.1). Behind a packet come: with RTCP the word of flag and index; the MKI; the tag.</summary>
internal sealed class SrtpCounterTransform : SrtpTransform
{
    /// <summary>The tag of SRTCP has 80 bits in both suites (RFC 4568 section 6.2.2).</summary>
    private const int RtcpTagLength = 10;

    private readonly int _rtpTagLength;
    private readonly AesCounter _rtpCipher;
    private readonly AesCounter _rtcpCipher;
    private readonly HmacSha1 _rtpCode;
    private readonly HmacSha1 _rtcpCode;
    private readonly Salt _rtpSalt;
    private readonly Salt _rtcpSalt;

    public SrtpCounterTransform(SrtpSessionKeys keys, int rtpTagLength)
    {
        _rtpTagLength = rtpTagLength;
        _rtpCipher = new AesCounter(keys.RtpKey);
        _rtcpCipher = new AesCounter(keys.RtcpKey);
        _rtpCode = new HmacSha1(keys.RtpAuthentication);
        _rtcpCode = new HmacSha1(keys.RtcpAuthentication);
        _rtpSalt = Salt.From(keys.RtpSalt);
        _rtcpSalt = Salt.From(keys.RtcpSalt);
    }

    /// <inheritdoc/>
    public override int RtpOverhead => _rtpTagLength;

    /// <inheritdoc/>
    public override int RtcpOverhead => 4 + RtcpTagLength;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override void ProtectRtp(Span<byte> packet, int length, int headerLength, uint ssrc, ulong index, ReadOnlySpan<byte> mki)
    {
        _rtpCipher.Apply(_rtpSalt.Upper ^ ssrc, _rtpSalt.Lower ^ (index << 16), packet[headerLength..length]);
        Span<byte> code = stackalloc byte[Sha1.DigestLength];
        _rtpCode.Compute(packet[..length], (uint)(index >> 16), code);
        mki.CopyTo(packet[length..]);
        code[.._rtpTagLength].CopyTo(packet[(length + mki.Length)..]);
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override bool TryOpenRtp(Span<byte> packet, int headerLength, uint ssrc, ulong index, int mkiLength)
    {
        var length = packet.Length - mkiLength - _rtpTagLength;
        Span<byte> code = stackalloc byte[Sha1.DigestLength];
        _rtpCode.Compute(packet[..length], (uint)(index >> 16), code);
        if (!AuthenticationTag.AreEqual(code[.._rtpTagLength], packet[^_rtpTagLength..]))
        {
            return false;
        }
        _rtpCipher.Apply(_rtpSalt.Upper ^ ssrc, _rtpSalt.Lower ^ (index << 16), packet[headerLength..length]);
        return true;
    }

    /// <inheritdoc/>
    public override void ProtectRtcp(Span<byte> packet, int length, uint ssrc, uint index, ReadOnlySpan<byte> mki)
    {
        _rtcpCipher.Apply(_rtcpSalt.Upper ^ ssrc, _rtcpSalt.Lower ^ ((ulong)index << 16), packet[8..length]);
        BinaryPrimitives.WriteUInt32BigEndian(packet[length..], index | EncryptedFlag);
        Span<byte> code = stackalloc byte[Sha1.DigestLength];
        _rtcpCode.Compute(packet[..(length + 4)], null, code);
        mki.CopyTo(packet[(length + 4)..]);
        code[..RtcpTagLength].CopyTo(packet[(length + 4 + mki.Length)..]);
    }

    /// <inheritdoc/>
    public override int RtcpWordOffset(int length, int mkiLength) => length - RtcpTagLength - mkiLength - 4;

    /// <inheritdoc/>
    public override bool TryOpenRtcp(Span<byte> packet, uint ssrc, uint word, int mkiLength)
    {
        var wordOffset = RtcpWordOffset(packet.Length, mkiLength);
        Span<byte> code = stackalloc byte[Sha1.DigestLength];
        _rtcpCode.Compute(packet[..(wordOffset + 4)], null, code);
        if (!AuthenticationTag.AreEqual(code[..RtcpTagLength], packet[^RtcpTagLength..]))
        {
            return false;
        }
        if ((word & EncryptedFlag) != 0)
        {
            _rtcpCipher.Apply(_rtcpSalt.Upper ^ ssrc, _rtcpSalt.Lower ^ ((ulong)(word & ~EncryptedFlag) << 16), packet[8..wordOffset]);
        }
        return true;
    }

    /// <inheritdoc/>
    public override int MkiOffset(int length, int mkiLength, bool rtcp) => length - mkiLength - (rtcp ? RtcpTagLength : _rtpTagLength);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _rtpCipher.Dispose();
        _rtcpCipher.Dispose();
    }

    /// <summary>Salt * 2^16 as two halves of the counter block: the SSRC falls on the end of the upper one, the index on the lower one.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Salt(ulong Upper, ulong Lower)
    {
        public static Salt From(ReadOnlySpan<byte> salt)
        {
            Span<byte> block = stackalloc byte[16];
            block.Clear();
            salt.CopyTo(block);
            return new Salt(BinaryPrimitives.ReadUInt64BigEndian(block), BinaryPrimitives.ReadUInt64BigEndian(block[8..]));
        }
    }
}
