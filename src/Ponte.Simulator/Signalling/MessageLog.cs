using Ponte.Sip.Messages;

namespace Ponte.Simulator.Signalling;

/// <summary>The last messages of a simulated side, for tests and for people. May be read from any thread.</summary>
internal sealed class MessageLog(TimeProvider time)
{
    /// <summary>Enough for the calls of a test; older ones are dropped.</summary>
    private const int Capacity = 2000;

    private readonly Lock _lock = new();
    private readonly Queue<LoggedMessage> _messages = new();

    public void Add(bool sent, Wire wire, SipMessage message)
    {
        var entry = new LoggedMessage(time.GetUtcNow(), sent, wire.ToString(), message);
        lock (_lock)
        {
            _messages.Enqueue(entry);
            if (_messages.Count > Capacity)
            {
                _messages.Dequeue();
            }
        }
    }

    public IReadOnlyList<LoggedMessage> ToList()
    {
        lock (_lock)
        {
            return [.. _messages];
        }
    }
}
