using CsCheck;
using Ponte.Media.Srtp;

namespace Ponte.Media.Tests.Srtp;

/// <summary>The paths by instructions against those without, at every length.</summary>
public sealed class CipherTests
{
    [Fact]
    public void Counter_mode_by_instructions_equals_that_by_the_platform()
    {
        Gen.Select(Gen.Byte.Array[16], Gen.Byte.Array[0, 400], Gen.ULong, Gen.ULong)
            .Sample(
                (key, data, upper, lower) =>
                {
                    using var byInstructions = new AesCounter(key);
                    using var byPlatform = new AesCounter(key, useInstructions: false);
                    var other = (byte[])data.Clone();
                    byInstructions.Apply(upper, lower & ~0xFFFFUL, data);
                    byPlatform.Apply(upper, lower & ~0xFFFFUL, other);
                    return data.AsSpan().SequenceEqual(other);
                },
                iter: 500
            );
    }

    [Fact]
    public void Gcm_by_instructions_equals_that_by_the_platform()
    {
        Gen.Select(Gen.Byte.Array[16], Gen.Byte.Array[12], Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 90])
            .Sample(
                (key, nonce, text, data) =>
                {
                    using var byInstructions = new Gcm128(key);
                    using var byPlatform = new Gcm128(key, useInstructions: false);
                    var (mine, other) = ((byte[])text.Clone(), (byte[])text.Clone());
                    var (tag, otherTag) = (new byte[16], new byte[16]);
                    byInstructions.Encrypt(nonce, mine, tag, data);
                    byPlatform.Encrypt(nonce, other, otherTag, data);
                    var equal = mine.AsSpan().SequenceEqual(other) && tag.AsSpan().SequenceEqual(otherTag);
                    var opened = byPlatform.TryDecrypt(nonce, mine, tag, data) && byInstructions.TryDecrypt(nonce, other, tag, data);
                    tag[3] ^= 1;
                    var forged = byPlatform.TryDecrypt(nonce, mine, tag, data) || byInstructions.TryDecrypt(nonce, other, tag, data);
                    return equal && opened && !forged && other.AsSpan().SequenceEqual(text);
                },
                iter: 500
            );
    }

    [Fact]
    public void Message_code_equals_that_of_the_platform_at_every_length()
    {
        var key = Enumerable.Range(0, 20).Select(i => (byte)i).ToArray();
        foreach (var native in new[] { true, false })
        {
            var code = new HmacSha1(key, native);
            for (var length = 0; length < 200; length++)
            {
                var message = Enumerable.Range(0, length).Select(i => (byte)(i * 3)).ToArray();
                byte[] withWord = [.. message, 1, 2, 3, 4];
                var computed = new byte[20];

                code.Compute(message, null, computed);
                computed.Should().Equal(System.Security.Cryptography.HMACSHA1.HashData(key, message));

                code.Compute(message, 0x01020304, computed);
                computed.Should().Equal(System.Security.Cryptography.HMACSHA1.HashData(key, withWord));
            }
        }
    }

    [Fact]
    public void Index_estimate_follows_the_algorithm_of_RFC_3711_appendix_A()
    {
        Gen.Select(Gen.ULong[0, 0x3_FFFF], Gen.UShort)
            .Sample(
                (highest, sequence) =>
                {
                    var source = default(SrtpSource);
                    source.Rtp.Mark(highest);
                    var (roc, last) = ((long)(highest >> 16), (long)(highest & 0xFFFF));
                    // The appendix in its own words: v is ROC - 1, ROC or ROC + 1.
                    var v =
                        last < 32768 ? (sequence - last > 32768 ? roc - 1 : roc)
                        : last - 32768 > sequence ? roc + 1
                        : roc;
                    return source.TryEstimateIndex(sequence, out var index) == v >= 0 && (v < 0 || index == ((ulong)v << 16) + sequence);
                },
                iter: 5000
            );
    }
}
