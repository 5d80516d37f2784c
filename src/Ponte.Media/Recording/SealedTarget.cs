using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Ponte.Media.Codecs;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Recording;

/// <summary>Writes a sealed recording: see <see cref="SealedHeader"/>. A chunk is whole or is not there, for whoever reads.</summary>
internal sealed class SealedTarget : IRecordingTarget
{
    private const int LongestPacket = 1275;
    private readonly SafeFileHandle _file;
    private readonly AesGcm _cipher;
    private readonly byte[] _associated;
    private readonly StereoOpus.Encoder? _opus;
    private readonly int _frame;
    private byte[] _plain = new byte[16 * 1024];
    private byte[] _chunk = new byte[16 * 1024];
    private long _place;
    private long _end;

    /// <summary>Begins a segment in an open file, a new one or one that is continued.</summary>
    /// <exception cref="IOException">The file is another one, or cannot be written.</exception>
    public SealedTarget(SafeFileHandle file, StartRecording start, RecordingSeal seal, DateTimeOffset now)
    {
        _file = file;
        var channels = start.Partner is null ? 1 : 2;
        var header = new SealedHeader
        {
            Codec = seal.Codec == RecordingCodec.Opus && AudioCodecs.HasOpus ? RecordingCodec.Opus : RecordingCodec.Pcm,
            Channels = channels,
            SampleRate = start.SampleRate,
            KeyId = seal.KeyId,
            Salt = seal.Salt,
        };
        _associated = header.Associated();
        _cipher = new AesGcm(seal.Key.AsSpan(), SealedHeader.TagLength);
        _frame = start.SampleRate / 50 * channels;
        _opus = header.Codec == RecordingCodec.Opus ? new StereoOpus.Encoder(start.SampleRate, channels) : null;
        Begin(header.ToBytes(), seal.Append);
        Span<byte> segment = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(segment, now.ToUnixTimeMilliseconds());
        Seal(ChunkKind.Segment, [.. segment, .. Encoding.UTF8.GetBytes(seal.Mark)]);
    }

    /// <inheritdoc/>
    public long Samples { get; private set; }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<short> samples)
    {
        Samples += samples.Length;
        if (_opus is null)
        {
            Seal(ChunkKind.Audio, MemoryMarshal.AsBytes(samples));
            return;
        }
        var packets = new byte[((samples.Length / _frame) + 1) * (LongestPacket + sizeof(ushort))];
        var length = 0;
        for (; samples.Length >= _frame; samples = samples[_frame..])
        {
            var packet = _opus.Encode(samples[.._frame], packets.AsSpan(length + sizeof(ushort), LongestPacket));
            BinaryPrimitives.WriteUInt16LittleEndian(packets.AsSpan(length), (ushort)packet);
            length += sizeof(ushort) + packet;
        }
        Seal(ChunkKind.Audio, packets.AsSpan(0, length));
    }

    /// <inheritdoc/>
    public void Flush() { }

    /// <inheritdoc/>
    public void End(RecordingEnd reason) => Seal(ChunkKind.End, [(byte)reason]);

    /// <inheritdoc/>
    public void Dispose()
    {
        _cipher.Dispose();
        _opus?.Dispose();
        _file.Dispose();
    }

    /// <summary>Writes the header, or finds the end of what is there. What a killed process wrote in part goes.</summary>
    private void Begin(byte[] header, bool append)
    {
        var length = append ? RandomAccess.GetLength(_file) : 0;
        if (length == 0)
        {
            RandomAccess.Write(_file, header, 0);
            _end = header.Length;
            return;
        }
        var there = new byte[header.Length];
        if (RandomAccess.Read(_file, there, 0) < there.Length || !there.AsSpan().SequenceEqual(header))
        {
            throw new IOException("The file is another recording, which cannot be continued.");
        }
        _end = header.Length;
        Span<byte> size = stackalloc byte[sizeof(int)];
        while (RandomAccess.Read(_file, size, _end) == size.Length)
        {
            var next =
                _end + sizeof(int) + SealedHeader.NonceLength + BinaryPrimitives.ReadInt32LittleEndian(size) + SealedHeader.TagLength;
            if (next > length || next <= _end)
            {
                break;
            }
            (_end, _place) = (next, _place + 1);
        }
        RandomAccess.SetLength(_file, _end);
    }

    private void Seal(ChunkKind kind, ReadOnlySpan<byte> content)
    {
        var length = 1 + content.Length;
        var whole = sizeof(int) + SealedHeader.NonceLength + length + SealedHeader.TagLength;
        if (_chunk.Length < whole)
        {
            (_plain, _chunk) = (new byte[whole], new byte[whole]);
        }
        _plain[0] = (byte)kind;
        content.CopyTo(_plain.AsSpan(1));
        var chunk = _chunk.AsSpan(0, whole);
        BinaryPrimitives.WriteInt32LittleEndian(chunk, length);
        var nonce = chunk.Slice(sizeof(int), SealedHeader.NonceLength);
        // By chance, not by counting: a file that is continued after a crash must not use one twice.
        RandomNumberGenerator.Fill(nonce);
        SealedHeader.SetPlace(_associated, _place);
        var cipher = chunk.Slice(sizeof(int) + SealedHeader.NonceLength, length);
        _cipher.Encrypt(nonce, _plain.AsSpan(0, length), cipher, chunk[^SealedHeader.TagLength..], _associated);
        RandomAccess.Write(_file, chunk, _end);
        (_end, _place) = (_end + whole, _place + 1);
    }
}
