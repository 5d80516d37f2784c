using System.Buffers.Binary;

namespace Ponte.Calls.Model;

/// <summary>Makes the names of calls and streams, from the time and a source of randomness. From any thread.</summary>
public sealed class CallIds
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int RandomBytes = 10;
    private const int TimeLength = 10;

    // Room for a million names in each millisecond since the last start, so a restart never gives a number again; 44 bits of milliseconds reach the year 2527.
    private const int CounterBits = 20;

    private readonly TimeProvider _time;
    private readonly Action<byte[]> _randomise;
    private ulong _lastNumber;

    /// <summary>Creates the maker of names.</summary>
    /// <param name="time">The wall clock.</param>
    /// <param name="randomise">Fills an array with random bytes.</param>
    public CallIds(TimeProvider time, Action<byte[]> randomise)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(randomise);
        _time = time;
        _randomise = randomise;
        _lastNumber = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits;
    }

    /// <summary>A new call's name: a ULID.</summary>
    public CallId NextCall()
    {
        var bytes = new byte[RandomBytes];
        _randomise(bytes);
        return new CallId(
            string.Create(
                26,
                (Time: _time.GetUtcNow().ToUnixTimeMilliseconds(), bytes),
                static (text, source) =>
                {
                    // 50 bits of time (the first two are 0), then twice 40 bits of randomness.
                    Write(text[..TimeLength], (ulong)source.Time);
                    Write(text[TimeLength..18], BinaryPrimitives.ReadUInt64BigEndian(source.bytes) >> 24);
                    Write(text[18..], BinaryPrimitives.ReadUInt64BigEndian(source.bytes.AsSpan(2)) & 0xFF_FFFF_FFFF);
                }
            )
        );
    }

    /// <summary>What sorts before every call's name of this time or later, and behind those of earlier times.</summary>
    public static string FirstAt(DateTimeOffset time) =>
        string.Create(TimeLength, time, static (text, t) => Write(text, (ulong)Math.Max(0, t.ToUnixTimeMilliseconds())));

    /// <summary>A number for a stream, or for a call toward the media, that no earlier start of this server has given.</summary>
    public ulong NextNumber() => Interlocked.Increment(ref _lastNumber);

    /// <summary>Makes sure that numbers begin above <paramref name="number"/>: one that is still in use after a restart with the clock set back.</summary>
    public void Reserve(ulong number)
    {
        var last = Volatile.Read(ref _lastNumber);
        while (number > last)
        {
            var seen = Interlocked.CompareExchange(ref _lastNumber, number, last);
            if (seen == last)
            {
                return;
            }
            last = seen;
        }
    }

    private static void Write(Span<char> text, ulong value)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(value & 31)];
            value >>= 5;
        }
    }
}
