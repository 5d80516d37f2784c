namespace Ponte.Simulator.Media;

/// <summary>What an end-point hears and somebody else takes piece by piece. Its owner's lock guards it.</summary>
internal sealed class HeardAudio
{
    /// <summary>Audio that waits: 300 ms of 8 kHz. What is older is left out.</summary>
    private const int MaxWaiting = 2400;

    private readonly Queue<short> _waiting = new(MaxWaiting);
    private TaskCompletionSource _more = New();

    /// <summary>Done when there is something to take, or the end has come.</summary>
    public Task More => _more.Task;

    /// <summary>Adds what was heard.</summary>
    public void Add(ReadOnlySpan<short> samples)
    {
        foreach (var sample in samples)
        {
            if (_waiting.Count == MaxWaiting)
            {
                _waiting.Dequeue();
            }
            _waiting.Enqueue(sample);
        }
        _more.TrySetResult();
    }

    /// <summary>Takes all that waits.</summary>
    public short[] Take()
    {
        short[] all = [.. _waiting];
        _waiting.Clear();
        _more = New();
        return all;
    }

    /// <summary>There will be no more.</summary>
    public void End() => _more.TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
