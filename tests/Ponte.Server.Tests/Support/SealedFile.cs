using Ponte.Calls.Routing;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;
using Ponte.Media.Recording;

namespace Ponte.Server.Tests.Support;

/// <summary>Sealed recordings as the media writes them.</summary>
internal static class SealedFile
{
    /// <summary>Writes a tone.</summary>
    public static void Write(RecordingPlace place, int frequency, TimeSpan length)
    {
        var start = new StartRecording(new StreamId(1), 1, place.Path) { SampleRate = place.SampleRate, Seal = place.Seal };
        var file = File.OpenHandle(place.Path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
        using var target = new SealedTarget(file, start, place.Seal, DateTimeOffset.UnixEpoch);
        var samples = new short[(int)(length.TotalSeconds * place.SampleRate) / 160 * 160];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)(8000 * Math.Sin(2 * Math.PI * frequency * i / place.SampleRate));
        }
        for (var at = 0; at < samples.Length; at += 800)
        {
            target.Write(samples.AsSpan(at, Math.Min(800, samples.Length - at)));
        }
        target.End(RecordingEnd.Stopped);
    }
}
