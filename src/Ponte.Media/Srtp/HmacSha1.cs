using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Ponte.Media.Srtp;

/// <summary>
/// HMAC-SHA1 (RFC 2104) that keeps the states after the inner and outer key blocks: two compressions less per packet. No allocation per call.
/// </summary>
internal sealed class HmacSha1
{
    private readonly uint[] _inner = new uint[5];
    private readonly uint[] _outer = new uint[5];
    private readonly bool _native;

    /// <summary>Prepares a key.</summary>
    /// <param name="key">At most 64 bytes; SRTP's has 20.</param>
    /// <param name="native">Whether libcrypto may be used; false is for tests.</param>
    public HmacSha1(ReadOnlySpan<byte> key, bool native = true)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, Sha1.BlockLength, nameof(key));
        _native = native;
        KeyState(key, 0x36, _inner);
        KeyState(key, 0x5C, _outer);
    }

    /// <summary>Computes the code of a message followed by a word: the rollover counter that SRTP authenticates and does not send.</summary>
    /// <param name="message">The message.</param>
    /// <param name="word">The word, or null for the message alone.</param>
    /// <param name="code">20 bytes.</param>
    [SkipLocalsInit]
    public void Compute(ReadOnlySpan<byte> message, uint? word, Span<byte> code)
    {
        Span<uint> state = stackalloc uint[Sha1.StateWords];
        _inner.CopyTo(state);
        var whole = message.Length & ~(Sha1.BlockLength - 1);
        Sha1.Compress(state, message[..whole], _native);

        // What remains, the word, the end mark and the length in bits: one block, or two.
        Span<byte> end = stackalloc byte[2 * Sha1.BlockLength];
        end.Clear();
        message[whole..].CopyTo(end);
        var length = message.Length - whole;
        if (word is { } value)
        {
            BinaryPrimitives.WriteUInt32BigEndian(end[length..], value);
            length += 4;
        }
        Finish(state, end, length, Sha1.BlockLength + whole + length, _native);

        for (var i = 0; i < 5; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(end[(i * 4)..], state[i]);
        }
        end[Sha1.DigestLength..].Clear();
        _outer.CopyTo(state);
        Finish(state, end, Sha1.DigestLength, Sha1.BlockLength + Sha1.DigestLength, _native);
        for (var i = 0; i < 5; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(code[(i * 4)..], state[i]);
        }
    }

    private static void Finish(Span<uint> state, Span<byte> end, int length, int totalLength, bool native)
    {
        end[length] = 0x80;
        var blocks = length + 9 > Sha1.BlockLength ? 2 * Sha1.BlockLength : Sha1.BlockLength;
        BinaryPrimitives.WriteUInt64BigEndian(end[(blocks - 8)..], (ulong)totalLength * 8);
        Sha1.Compress(state, end[..blocks], native);
    }

    private void KeyState(ReadOnlySpan<byte> key, byte pad, uint[] result)
    {
        Span<uint> state = stackalloc uint[Sha1.StateWords];
        Span<byte> block = stackalloc byte[Sha1.BlockLength];
        block.Fill(pad);
        for (var i = 0; i < key.Length; i++)
        {
            block[i] ^= key[i];
        }
        Sha1.Initialize(state);
        Sha1.Compress(state, block, _native);
        state[..5].CopyTo(result);
    }
}
