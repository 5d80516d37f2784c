using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Recording;

/// <summary>A WAV file whose header is written anew each time, so that it can be played whatever happens.</summary>
internal sealed class WavTarget(SafeFileHandle file, int sampleRate, int channels) : IRecordingTarget
{
    private readonly byte[] _header = new byte[WavHeader.Length];
    private long _written;
    private bool _isNew = true;

    /// <inheritdoc/>
    public long Samples => _written / sizeof(short);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<short> samples)
    {
        var bytes = MemoryMarshal.AsBytes(samples);
        RandomAccess.Write(file, bytes, WavHeader.Length + _written);
        _written += bytes.Length;
        _isNew = true;
    }

    /// <inheritdoc/>
    public void Flush()
    {
        if (_isNew)
        {
            WavHeader.Write(_header, sampleRate, channels, _written);
            RandomAccess.Write(file, _header, 0);
            _isNew = false;
        }
    }

    /// <inheritdoc/>
    public void End(RecordingEnd reason) => Flush();

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
