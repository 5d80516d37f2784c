using System.Collections.Concurrent;

namespace Ponte.Simulator.Calls;

/// <summary>What a simulated side has against Ponte, in words. For any thread.</summary>
internal sealed class Complaints
{
    private readonly ConcurrentQueue<string> _texts = new();
    private volatile bool _closed;

    public IReadOnlyList<string> All => [.. _texts];

    public void Add(string text)
    {
        if (!_closed)
        {
            _texts.Enqueue(text);
        }
    }

    /// <summary>
    /// Takes no more. Called when the side begins to stop: what it cuts off itself, such as a BYE that was under way, says nothing of Ponte.
    /// </summary>
    public void Close() => _closed = true;
}
