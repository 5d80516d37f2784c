namespace Ponte.Media.Playing;

/// <summary>
/// Opens files to be played and keeps the samples of short ones, so that a prompt which many hear at once is read and decoded once. A file that changed is
/// read anew. For the reading thread.
/// </summary>
internal sealed class PromptCache
{
    /// <summary>Longer files (music, messages) are read as they are played.</summary>
    public static readonly TimeSpan LongestKept = TimeSpan.FromSeconds(15);

    /// <summary>Samples that are kept in all: 32 MB.</summary>
    public const long MaximumSamples = 16 * 1024 * 1024;

    private readonly Dictionary<(string Path, int Rate), LinkedListNode<Kept>> _kept = [];
    private readonly LinkedList<Kept> _byUse = [];

    /// <summary>Samples that are kept now.</summary>
    public long Samples { get; private set; }

    /// <summary>Opens a file at a rate; null with the reason where it cannot be played.</summary>
    public IClip? Open(string path, int rate, out string error)
    {
        var stamp = Stamp(path);
        if (_kept.TryGetValue((path, rate), out var node))
        {
            if (node.Value.Stamp == stamp)
            {
                _byUse.Remove(node);
                _byUse.AddLast(node);
                error = "";
                return new SharedClip(node.Value.Samples);
            }
            Drop(node);
        }
        if (WavSource.Open(path, out error) is not { } file)
        {
            return null;
        }
        var clip = new FileClip(file, rate);
        var samples = file.Frames * rate / file.SampleRate;
        return samples > (long)(LongestKept.TotalSeconds * rate) ? clip : Keep(path, rate, stamp, clip, samples);
    }

    private static (DateTime Written, long Length) Stamp(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    private SharedClip Keep(string path, int rate, (DateTime Written, long Length) stamp, FileClip clip, long length)
    {
        using var file = clip;
        // A little longer than the file where its last piece is filled up.
        var samples = new short[length + rate];
        samples = samples[..clip.Read(samples)];
        _kept[(path, rate)] = _byUse.AddLast(new Kept(path, rate, stamp, samples));
        Samples += samples.Length;
        while (Samples > MaximumSamples)
        {
            Drop(_byUse.First!);
        }
        return new SharedClip(samples);
    }

    private void Drop(LinkedListNode<Kept> node)
    {
        _byUse.Remove(node);
        _kept.Remove((node.Value.Path, node.Value.Rate));
        Samples -= node.Value.Samples.Length;
    }

    private sealed record Kept(string Path, int Rate, (DateTime Written, long Length) Stamp, short[] Samples);
}
