using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Ponte.Media.Srtp;

/// <summary>AEAD_AES_128_GCM (RFC 7714). Behind a packet come: the tag; with RTCP the word of flag and index; the MKI.</summary>
internal sealed class SrtpGcmTransform : SrtpTransform
{
    private const int TagLength = Gcm128.TagLength;
    private const int NonceLength = Gcm128.NonceLength;

    /// <summary>RTCP's associated data: the first eight bytes and the word.</summary>
    private const int RtcpDataLength = 12;

    /// <summary>What is read at most as associated data of an RTCP packet that is not encrypted: an Ethernet packet has less.</summary>
    private const int MaximumPlainRtcp = 2048;

    private readonly Gcm128 _rtpCipher;
    private readonly Gcm128 _rtcpCipher;
    private readonly byte[] _rtpSalt;
    private readonly byte[] _rtcpSalt;

    public SrtpGcmTransform(SrtpSessionKeys keys)
    {
        _rtpCipher = new Gcm128(keys.RtpKey);
        _rtcpCipher = new Gcm128(keys.RtcpKey);
        _rtpSalt = keys.RtpSalt;
        _rtcpSalt = keys.RtcpSalt;
    }

    /// <inheritdoc/>
    public override int RtpOverhead => TagLength;

    /// <inheritdoc/>
    public override int RtcpOverhead => TagLength + 4;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override void ProtectRtp(Span<byte> packet, int length, int headerLength, uint ssrc, ulong index, ReadOnlySpan<byte> mki)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteNonce(nonce, _rtpSalt, ssrc, index);
        var text = packet[headerLength..length];
        _rtpCipher.Encrypt(nonce, text, packet.Slice(length, TagLength), packet[..headerLength]);
        mki.CopyTo(packet[(length + TagLength)..]);
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override bool TryOpenRtp(Span<byte> packet, int headerLength, uint ssrc, ulong index, int mkiLength)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteNonce(nonce, _rtpSalt, ssrc, index);
        var length = packet.Length - mkiLength - TagLength;
        return _rtpCipher.TryDecrypt(nonce, packet[headerLength..length], packet.Slice(length, TagLength), packet[..headerLength]);
    }

    /// <inheritdoc/>
    public override void ProtectRtcp(Span<byte> packet, int length, uint ssrc, uint index, ReadOnlySpan<byte> mki)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteNonce(nonce, _rtcpSalt, ssrc, index);
        Span<byte> data = stackalloc byte[RtcpDataLength];
        packet[..8].CopyTo(data);
        BinaryPrimitives.WriteUInt32BigEndian(data[8..], index | EncryptedFlag);
        var text = packet[8..length];
        _rtcpCipher.Encrypt(nonce, text, packet.Slice(length, TagLength), data);
        data[8..].CopyTo(packet[(length + TagLength)..]);
        mki.CopyTo(packet[(length + TagLength + 4)..]);
    }

    /// <inheritdoc/>
    public override int RtcpWordOffset(int length, int mkiLength) => length - mkiLength - 4;

    /// <inheritdoc/>
    public override bool TryOpenRtcp(Span<byte> packet, uint ssrc, uint word, int mkiLength)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteNonce(nonce, _rtcpSalt, ssrc, word & ~EncryptedFlag);
        var wordOffset = RtcpWordOffset(packet.Length, mkiLength);
        var length = wordOffset - TagLength;
        var encrypted = (word & EncryptedFlag) != 0;
        var plainLength = encrypted ? 8 : length;
        if (plainLength > MaximumPlainRtcp)
        {
            return false;
        }
        Span<byte> data = stackalloc byte[plainLength + 4];
        packet[..plainLength].CopyTo(data);
        packet.Slice(wordOffset, 4).CopyTo(data[plainLength..]);
        return _rtcpCipher.TryDecrypt(nonce, packet[plainLength..length], packet.Slice(length, TagLength), data);
    }

    /// <inheritdoc/>
    public override int MkiOffset(int length, int mkiLength, bool rtcp) => length - mkiLength;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _rtpCipher.Dispose();
        _rtcpCipher.Dispose();
    }

    /// <summary>RFC 7714 sections 8.1 and 9.1: two zero bytes, SSRC, and the 48 bits of ROC and sequence number, or of the SRTCP index; XOR the salt.</summary>
    private static void WriteNonce(Span<byte> nonce, ReadOnlySpan<byte> salt, uint ssrc, ulong index)
    {
        BinaryPrimitives.WriteUInt32BigEndian(nonce, ssrc >> 16);
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], ((ulong)ssrc << 48) | index);
        for (var i = 0; i < NonceLength; i++)
        {
            nonce[i] ^= salt[i];
        }
    }
}
