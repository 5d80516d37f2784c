using System.Globalization;
using System.Security.Cryptography;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Transactions;

/// <summary>
/// Makes the branches and tags of one loop and reads them back. Each holds a number: 8 bits of loop, 55 random bits that nobody
/// outside can guess, and a last bit that is 0 and becomes 1 for the CANCEL of an INVITE. So an answer finds its loop and its
/// transaction, and a request its dialog, by one look-up of an integer.
/// </summary>
internal sealed class LoopTokens
{
    /// <summary>More loops than this do not fit into a token.</summary>
    public const int MaximumLoops = 256;

    private const int LoopShift = 56;
    private const string BranchPrefix = ViaHeader.MagicCookie + "p";
    private const char TagPrefix = 'p';
    private const int Digits = 16;

    private readonly ulong _loop;
    private readonly Func<ulong> _random;
    private readonly byte[] _pool = new byte[512];
    private int _used = 512;

    /// <summary>Tokens of a loop.</summary>
    /// <param name="loop">The loop's number.</param>
    /// <param name="random">Gives 64 random bits; null for the system's cryptographic generator.</param>
    public LoopTokens(int loop, Func<ulong>? random = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(loop);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(loop, MaximumLoops);
        _loop = (ulong)loop << LoopShift;
        _random = random ?? SystemRandom;
    }

    /// <summary>64 random bits.</summary>
    public ulong Random() => _random();

    /// <summary>A new number of this loop.</summary>
    public ulong Next() => _loop | (_random() >> (64 - LoopShift) & ~1UL);

    /// <summary>A new Call-ID: 128 random bits and nothing that tells of us.</summary>
    public string CallId() => string.Create(CultureInfo.InvariantCulture, $"{_random():x16}{_random():x16}");

    /// <summary>The branch of a number.</summary>
    public static string Branch(ulong token) => string.Create(CultureInfo.InvariantCulture, $"{BranchPrefix}{token:x16}");

    /// <summary>The tag of a number.</summary>
    public static string Tag(ulong token) => string.Create(CultureInfo.InvariantCulture, $"{TagPrefix}{token:x16}");

    /// <summary>The number of the loop that made the token.</summary>
    public static int LoopOf(ulong token) => (int)(token >> LoopShift);

    /// <summary>Reads a branch. False: it is not one that we write.</summary>
    public static bool TryReadBranch(string branch, out ulong token)
    {
        token = 0;
        return branch.StartsWith(BranchPrefix, StringComparison.Ordinal) && TryRead(branch.AsSpan(BranchPrefix.Length), out token);
    }

    /// <summary>Reads a tag. False: it is not one that we write.</summary>
    public static bool TryReadTag(string tag, out ulong token)
    {
        token = 0;
        return tag.Length > 0 && tag[0] == TagPrefix && TryRead(tag.AsSpan(1), out token);
    }

    private static bool TryRead(ReadOnlySpan<char> digits, out ulong token)
    {
        token = 0;
        return digits.Length == Digits && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out token);
    }

    private ulong SystemRandom()
    {
        // One call of the system's generator costs as much for 512 bytes as for 8.
        if (_used == _pool.Length)
        {
            RandomNumberGenerator.Fill(_pool);
            _used = 0;
        }
        _used += sizeof(ulong);
        return BitConverter.ToUInt64(_pool, _used - sizeof(ulong));
    }
}
