using Ponte.Pbx.Directories;

namespace Ponte.Pbx.Tests.Routing;

/// <summary>A directory that knows what a test tells it.</summary>
internal sealed class TestDirectory : IDirectory
{
    public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal);

    public List<string> Asked { get; } = [];

    /// <summary>What answers wait for; null where they come at once.</summary>
    public TaskCompletionSource? Waiting { get; set; }

    public async ValueTask<DirectoryEntry?> FindAsync(string number, CancellationToken cancellationToken)
    {
        Asked.Add(number);
        if (Waiting is { } waiting)
        {
            await waiting.Task.WaitAsync(cancellationToken);
        }
        return Names.TryGetValue(number, out var name) ? new DirectoryEntry(number, name, "suppliers") : null;
    }
}
