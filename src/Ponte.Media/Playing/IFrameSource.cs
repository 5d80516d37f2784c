using Ponte.Media.Control.Model;

namespace Ponte.Media.Playing;

/// <summary>What a stream plays to its peer: a tone, a playback, keys in the band. For the worker's thread.</summary>
internal interface IFrameSource
{
    /// <summary>Samples a second that it gives.</summary>
    int SampleRate { get; }

    /// <summary>Fills a frame.</summary>
    /// <returns>False with the last one.</returns>
    bool Fill(Span<short> samples);

    /// <summary>It is over. Told once.</summary>
    void End(PlaybackEnd reason);
}
