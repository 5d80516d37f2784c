using System.Text;
using System.Text.Unicode;

namespace Ponte.Server.Directories.Csv;

/// <summary>Finds out how a text file is written.</summary>
internal static class TextEncodings
{
    private const int SampleSize = 4096;

    /// <summary>Windows-1252, in which Excel writes CSV files in western countries.</summary>
    public static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>
    /// The encoding: by the byte order mark; else UTF-16 where every other byte is zero; UTF-8 where the whole file is valid UTF-8; else
    /// Windows-1252. The stream is at its beginning afterwards.
    /// </summary>
    public static Encoding Detect(Stream stream)
    {
        stream.Position = 0;
        var sample = new byte[SampleSize];
        var length = stream.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return sample.AsSpan(0, length) switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            var s when Utf16(s) is { } utf16 => utf16,
            _ => IsUtf8(stream) ? Encoding.UTF8 : Windows1252,
        };
    }

    /// <summary>The name of an encoding for people.</summary>
    public static string NameOf(Encoding encoding) =>
        encoding.CodePage switch
        {
            65001 => "UTF-8",
            1200 or 1201 => "UTF-16",
            _ => "Windows-1252",
        };

    private static Encoding? Utf16(ReadOnlySpan<byte> sample)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] == 0)
            {
                _ = i % 2 == 0 ? even++ : odd++;
            }
        }
        // Latin letters have their zero byte second (little endian) or first (big endian).
        var most = sample.Length / 4;
        return sample.Length < 2 ? null
            : odd > most && odd > even ? Encoding.Unicode
            : even > most && even > odd ? Encoding.BigEndianUnicode
            : null;
    }

    private static bool IsUtf8(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        var kept = 0;
        while (true)
        {
            var read = stream.Read(buffer, kept, buffer.Length - kept);
            var filled = kept + read;
            // A character may lie across two reads: up to three bytes of it wait for the next one.
            var whole = read == 0 ? filled : LastBoundary(buffer.AsSpan(0, filled));
            if (!Utf8.IsValid(buffer.AsSpan(0, whole)))
            {
                stream.Position = 0;
                return false;
            }
            if (read == 0)
            {
                stream.Position = 0;
                return true;
            }
            kept = filled - whole;
            buffer.AsSpan(whole, kept).CopyTo(buffer);
        }
    }

    private static int LastBoundary(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            var b = bytes[^back];
            if (b >= 0xC0)
            {
                return bytes.Length - back;
            }
            if (b < 0x80)
            {
                break;
            }
        }
        return bytes.Length;
    }
}
