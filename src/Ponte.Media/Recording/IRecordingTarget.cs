using Ponte.Media.Control.Model;

namespace Ponte.Media.Recording;

/// <summary>The form of a recording's file. For the writing thread; what is wrong with the disk is thrown as <see cref="IOException"/>.</summary>
internal interface IRecordingTarget : IDisposable
{
    /// <summary>Samples of all channels that were written.</summary>
    long Samples { get; }

    /// <summary>Writes whole frames of all channels.</summary>
    void Write(ReadOnlySpan<short> samples);

    /// <summary>Makes all that was written readable.</summary>
    void Flush();

    /// <summary>Nothing more comes.</summary>
    void End(RecordingEnd reason);
}
