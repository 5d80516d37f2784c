using System.Buffers.Binary;
using System.Security.Cryptography;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Tests.Srtp;

/// <summary>SRTP a second time, straight from RFC 3711 and RFC 7714 with the platform's classes and no regard to speed, to compare with.</summary>
internal sealed class ReferenceSrtp(SrtpKey key)
{
    private readonly byte[] _masterKey = [.. key.KeyAndSalt.Take(16)];
    private readonly byte[] _masterSalt = [.. key.KeyAndSalt.Skip(16)];

    public byte[] Protect(byte[] packet, int headerLength, ulong index)
    {
        var ssrc = packet[8..12];
        var header = packet[..headerLength];
        if (key.Suite == SrtpSuite.AeadAes128Gcm)
        {
            var nonce = Xor([0, 0, .. ssrc, .. BigEndian(index, 6)], Derive(2, 12));
            var (text, tag) = Gcm(Derive(0, 16), nonce, packet[headerLength..], header);
            return [.. header, .. text, .. tag, .. key.Mki];
        }
        var iv = Xor(Xor([.. Derive(2, 14), 0, 0], [0, 0, 0, 0, .. ssrc, .. new byte[8]]), [.. new byte[8], .. BigEndian(index, 6), 0, 0]);
        byte[] body = [.. header, .. CounterMode(Derive(0, 16), iv, packet[headerLength..])];
        byte[] authenticated = [.. body, .. BigEndian(index >> 16, 4)];
        var code = HMACSHA1.HashData(Derive(1, 20), authenticated);
        return [.. body, .. key.Mki, .. code[..(key.Suite == SrtpSuite.AesCm128HmacSha132 ? 4 : 10)]];
    }

    public byte[] ProtectRtcp(byte[] packet, uint index, bool encrypt = true)
    {
        var ssrc = packet[4..8];
        var word = BigEndian(index | (encrypt ? 0x8000_0000 : 0), 4);
        if (key.Suite == SrtpSuite.AeadAes128Gcm)
        {
            var nonce = Xor([0, 0, .. ssrc, 0, 0, .. BigEndian(index, 4)], Derive(5, 12));
            var plain = encrypt ? 8 : packet.Length;
            var (text, tag) = Gcm(Derive(3, 16), nonce, packet[plain..], [.. packet[..plain], .. word]);
            return [.. packet[..plain], .. text, .. tag, .. word, .. key.Mki];
        }
        var iv = Xor(Xor([.. Derive(5, 14), 0, 0], [0, 0, 0, 0, .. ssrc, .. new byte[8]]), [.. new byte[8], .. BigEndian(index, 6), 0, 0]);
        byte[] body = [.. packet[..8], .. encrypt ? CounterMode(Derive(3, 16), iv, packet[8..]) : packet[8..], .. word];
        return [.. body, .. key.Mki, .. HMACSHA1.HashData(Derive(4, 20), body)[..10]];
    }

    private static (byte[] Text, byte[] Tag) Gcm(byte[] sessionKey, byte[] nonce, byte[] plain, byte[] data)
    {
        using var cipher = new AesGcm(sessionKey, 16);
        var (text, tag) = (new byte[plain.Length], new byte[16]);
        cipher.Encrypt(nonce, plain, text, tag, data);
        return (text, tag);
    }

    private static byte[] CounterMode(byte[] sessionKey, byte[] iv, byte[] data)
    {
        using var aes = Aes.Create();
        aes.Key = sessionKey;
        var result = new byte[data.Length];
        for (var i = 0; i < data.Length; i++)
        {
            var block = (byte[])iv.Clone();
            BinaryPrimitives.WriteUInt16BigEndian(block.AsSpan(14), (ushort)(i / 16));
            result[i] = (byte)(data[i] ^ aes.EncryptEcb(block, PaddingMode.None)[i % 16]);
        }
        return result;
    }

    private static byte[] BigEndian(ulong value, int length)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes[^length..];
    }

    private static byte[] Xor(byte[] a, byte[] b) => [.. a.Zip(b, (x, y) => (byte)(x ^ y))];

    private byte[] Derive(byte label, int length) =>
        CounterMode(
            _masterKey,
            Xor([.. _masterSalt, .. new byte[16 - _masterSalt.Length]], [0, 0, 0, 0, 0, 0, 0, label, .. new byte[8]]),
            new byte[length]
        );
}
