#pragma warning disable MA0048 // One family, read together.
using System.Collections.Immutable;

namespace Ponte.Media.Control.Model;

/// <summary>One of the sources that a <see cref="Commands.Play"/> plays one after the other.</summary>
public abstract record PlaySource;

/// <summary>A WAV file: PCM of 16 bits, A-law or µ-law; 8, 16 or 48 kHz; one channel, or two that are mixed.</summary>
/// <param name="Path">Its whole path on the machine of the media.</param>
public sealed record FileSource(string Path) : PlaySource;

/// <summary>A sealed recording, decrypted as it is played. Since version 7.</summary>
/// <param name="Path">Its whole path on the machine of the media.</param>
/// <param name="Key">The file's own key.</param>
public sealed record SealedSource(string Path, ImmutableArray<byte> Key) : PlaySource
{
    /// <summary>The path only.</summary>
    public override string ToString() => $"SealedSource({Path})";
}

/// <summary>Silence.</summary>
/// <param name="Length">How long; more than zero, at most an hour.</param>
public sealed record SilenceSource(TimeSpan Length) : PlaySource;

/// <summary>A tone.</summary>
/// <param name="Tone">Which.</param>
/// <param name="Country">ISO 3166 alpha-2; decides frequency and cadence.</param>
/// <param name="Frequency">For <see cref="ToneKind.Test"/>, in Hz.</param>
/// <param name="Length">How long; more than zero, at most an hour.</param>
public sealed record ToneSource(ToneKind Tone, string Country, int Frequency, TimeSpan Length) : PlaySource;
