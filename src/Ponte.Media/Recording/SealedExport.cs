using System.Runtime.InteropServices;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Recording;

/// <summary>Makes files that anybody can play of sealed recordings.</summary>
public static class SealedExport
{
    /// <summary>Writes a WAV file of all that is there. The length is found first, so that the target need not be a file.</summary>
    /// <param name="open">Opens the sealed file at its beginning.</param>
    /// <param name="key">The file's own key.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null; else why it is not whole: damaged, or no decoder. What is before the damage is written.</returns>
    public static async Task<string?> ToWavAsync(
        Func<Stream> open,
        ReadOnlyMemory<byte> key,
        Stream target,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(target);
        var samples = Count(open, key.Span, out var fault);
        using var file = open();
        if (SealedHeader.Read(file) is not { } header)
        {
            return "it is no recording";
        }
        using var reader = new SealedReader(file, header, key.Span);
        if (!reader.CanDecode)
        {
            return "it holds Opus, and this machine has no libopus";
        }
        var top = new byte[WavHeader.Length];
        WavHeader.Write(top, header.SampleRate, header.Channels, samples * sizeof(short));
        await target.WriteAsync(top, cancellationToken).ConfigureAwait(false);
        while (samples > 0 && reader.ReadSamples() is { Length: > 0 } some)
        {
            // What came meanwhile is not in the header.
            var count = (int)Math.Min(samples, some.Length);
            samples -= count;
            await target.WriteAsync(MemoryMarshal.AsBytes(some.AsSpan(0, count)).ToArray(), cancellationToken).ConfigureAwait(false);
        }
        return fault;
    }

    /// <summary>Writes an Ogg file (RFC 3533, RFC 7845) of a recording that holds Opus.</summary>
    /// <param name="open">Opens the sealed file at its beginning.</param>
    /// <param name="key">The file's own key.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null; else why it is not whole.</returns>
    public static async Task<string?> ToOggAsync(
        Func<Stream> open,
        ReadOnlyMemory<byte> key,
        Stream target,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(target);
        using var file = open();
        if (SealedHeader.Read(file) is not { Codec: RecordingCodec.Opus } header)
        {
            return "it holds no Opus; export it as WAV";
        }
        using var reader = new SealedReader(file, header, key.Span);
        var pages = new OggOpusPages(header.Channels, header.SampleRate);
        await target.WriteAsync(pages.Begin(), cancellationToken).ConfigureAwait(false);
        var before = reader.ReadPackets();
        while (before.Count > 0)
        {
            var next = reader.ReadPackets();
            await target.WriteAsync(pages.Page(before, isLast: next.Count == 0), cancellationToken).ConfigureAwait(false);
            before = next;
        }
        return reader.IsDamaged ? "it was changed, or the key is another one" : null;
    }

    private static long Count(Func<Stream> open, ReadOnlySpan<byte> key, out string? fault)
    {
        fault = "it is no recording";
        using var file = open();
        if (SealedHeader.Read(file) is not { } header)
        {
            return 0;
        }
        using var reader = new SealedReader(file, header, key);
        var samples = 0L;
        while (reader.ReadSamples() is { Length: > 0 } some)
        {
            samples += some.Length;
        }
        fault = reader.IsDamaged ? "it was changed, or the key is another one" : null;
        return Math.Min(samples, WavHeader.MaximumData / sizeof(short));
    }
}
