namespace Ponte.Pbx.Directories;

/// <summary>The question for one number to all sources outside, side by side; every call from the number shares it.</summary>
/// <remarks>From any thread.</remarks>
internal sealed class NameSearch(string number, int sources)
{
    private readonly Lock _lock = new();
    private readonly SourceAnswer?[] _answers = new SourceAnswer?[sources]; // guarded by _lock
    private readonly DirectoryEntry?[] _found = new DirectoryEntry?[sources]; // guarded by _lock
    private readonly TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The number.</summary>
    public string Number => number;

    /// <summary>Completes when no later answer can change the result.</summary>
    public Task Decided => _decided.Task;

    /// <summary>The answer of the first source of the document's order that has found the number so far.</summary>
    public DirectoryEntry? Best
    {
        get
        {
            lock (_lock)
            {
                return _found.FirstOrDefault(f => f is not null);
            }
        }
    }

    /// <summary>Whether every source was asked and could answer: only then nobody knows the number.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_lock)
            {
                return _answers.All(a => a is { Failure: null });
            }
        }
    }

    /// <summary>Takes an answer.</summary>
    /// <returns>Whether it decides the search; true once.</returns>
    public bool Take(int place, string source, SourceAnswer answer)
    {
        lock (_lock)
        {
            _answers[place] = answer;
            _found[place] = answer.Name is { } name ? new DirectoryEntry(number, name, source) : null;
            foreach (var given in _answers)
            {
                if (given is null)
                {
                    return false;
                }
                if (given.Value.Name is not null)
                {
                    break;
                }
            }
            return _decided.TrySetResult();
        }
    }
}
