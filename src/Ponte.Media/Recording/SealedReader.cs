using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Ponte.Media.Codecs;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Recording;

/// <summary>Reads a sealed recording, also while it is written: what is there so far.</summary>
public sealed class SealedReader : IDisposable
{
    private readonly Stream _file;
    private readonly AesGcm _cipher;
    private readonly byte[] _associated;
    private readonly StereoOpus.Decoder? _opus;
    private readonly List<SealedSegment> _segments = [];
    private byte[] _buffer = new byte[16 * 1024];
    private byte[] _plain = new byte[16 * 1024];
    private long _place;
    private long _samples;

    /// <summary>Begins behind the header.</summary>
    /// <param name="file">The file; its owner closes it.</param>
    /// <param name="header">The header that was read of it.</param>
    /// <param name="key">The file's own key: <see cref="SealedHeader.DeriveKey"/>.</param>
    public SealedReader(Stream file, SealedHeader header, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(header);
        (_file, Header) = (file, header);
        _associated = header.Associated();
        _cipher = new AesGcm(key, SealedHeader.TagLength);
        _opus =
            header.Codec == RecordingCodec.Opus && AudioCodecs.HasOpus ? new StereoOpus.Decoder(header.SampleRate, header.Channels) : null;
    }

    /// <summary>The header.</summary>
    public SealedHeader Header { get; }

    /// <summary>The segments that were read so far.</summary>
    public IReadOnlyList<SealedSegment> Segments => _segments;

    /// <summary>How long what was read is.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds((double)_samples / Header.Channels / Header.SampleRate);

    /// <summary>How the segment that was read last ended; null where it goes on, or the process that wrote it died.</summary>
    public RecordingEnd? End { get; private set; }

    /// <summary>Whether a chunk was changed, moved or taken out, or the key is another one. Nothing is read from there on.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Whether the samples can be had: Opus needs libopus.</summary>
    public bool CanDecode => Header.Codec == RecordingCodec.Pcm || _opus is not null;

    /// <summary>The next samples of all channels, in turn; empty at the end.</summary>
    public short[] ReadSamples()
    {
        while (Next() is { IsEmpty: false } plain)
        {
            if ((ChunkKind)plain[0] == ChunkKind.Audio && Samples(plain[1..]) is { Length: > 0 } samples)
            {
                _samples += samples.Length;
                return samples;
            }
            Take((ChunkKind)plain[0], plain[1..]);
        }
        return [];
    }

    /// <summary>The next packets of Opus, each of 20 ms; empty at the end. For recordings that hold Opus.</summary>
    public IReadOnlyList<byte[]> ReadPackets()
    {
        while (Next() is { IsEmpty: false } plain)
        {
            if ((ChunkKind)plain[0] == ChunkKind.Audio)
            {
                var packets = Packets(plain[1..]);
                _samples += packets.Count * Header.SampleRate / 50 * Header.Channels;
                return packets;
            }
            Take((ChunkKind)plain[0], plain[1..]);
        }
        return [];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cipher.Dispose();
        _opus?.Dispose();
    }

    private void Take(ChunkKind kind, ReadOnlySpan<byte> content)
    {
        if (kind == ChunkKind.Segment && content.Length >= sizeof(long))
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(content));
            _segments.Add(new SealedSegment(at, Length, Encoding.UTF8.GetString(content[sizeof(long)..])));
            End = null;
        }
        else if (kind == ChunkKind.End && content.Length == 1)
        {
            End = (RecordingEnd)content[0];
        }
    }

    private short[] Samples(ReadOnlySpan<byte> content)
    {
        if (Header.Codec == RecordingCodec.Pcm)
        {
            return MemoryMarshal.Cast<byte, short>(content).ToArray();
        }
        if (_opus is null)
        {
            return [];
        }
        var packets = Packets(content);
        var frame = Header.SampleRate / 50 * Header.Channels;
        var samples = new short[frame * packets.Count];
        for (var i = 0; i < packets.Count; i++)
        {
            _opus.Decode(packets[i], samples.AsSpan(i * frame, frame));
        }
        return samples;
    }

    private static List<byte[]> Packets(ReadOnlySpan<byte> content)
    {
        var packets = new List<byte[]>();
        while (content.Length >= sizeof(ushort))
        {
            var length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(content), content.Length - sizeof(ushort));
            packets.Add(content.Slice(sizeof(ushort), length).ToArray());
            content = content[(sizeof(ushort) + length)..];
        }
        return packets;
    }

    /// <summary>The content of the next whole chunk; empty where there is none.</summary>
    private ReadOnlySpan<byte> Next()
    {
        Span<byte> size = stackalloc byte[sizeof(int)];
        if (IsDamaged || _file.ReadAtLeast(size, size.Length, throwOnEndOfStream: false) < size.Length)
        {
            return default;
        }
        var length = BinaryPrimitives.ReadInt32LittleEndian(size);
        if (length is < 1 or > SealedHeader.MaximumChunk)
        {
            IsDamaged = true;
            return default;
        }
        var rest = SealedHeader.NonceLength + length + SealedHeader.TagLength;
        if (_buffer.Length < rest)
        {
            (_buffer, _plain) = (new byte[rest], new byte[rest]);
        }
        var chunk = _buffer.AsSpan(0, rest);
        if (_file.ReadAtLeast(chunk, rest, throwOnEndOfStream: false) < rest)
        {
            return default; // its writer died, or is just writing it
        }
        SealedHeader.SetPlace(_associated, _place++);
        try
        {
            var cipher = chunk.Slice(SealedHeader.NonceLength, length);
            var nonce = chunk[..SealedHeader.NonceLength];
            _cipher.Decrypt(nonce, cipher, chunk[^SealedHeader.TagLength..], _plain.AsSpan(0, length), _associated);
        }
        catch (AuthenticationTagMismatchException)
        {
            IsDamaged = true;
            return default;
        }
        return _plain.AsSpan(0, length);
    }
}
