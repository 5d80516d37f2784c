using System.Threading.Channels;
using Ponte.Pbx.Directories;

namespace Ponte.Pbx.Tests.Directories;

/// <summary>A source whose answers the test gives, question by question.</summary>
internal sealed class TestSource(string name) : IDirectorySource
{
    private readonly Channel<Question> _questions = Channel.CreateUnbounded<Question>();
    private int _asked;

    public string Name => name;

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public bool IsClosed { get; private set; }

    /// <summary>Answers every question at once; null where the test does it.</summary>
    public Func<string, SourceAnswer>? Always { get; set; }

    public Task<SourceAnswer> FindAsync(SoughtNumber number, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        if (Always is { } always)
        {
            return Task.FromResult(always(number.E164));
        }
        var question = new Question(number, cancellationToken);
        _questions.Writer.TryWrite(question);
        return question.Answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The next question.</summary>
    public async Task<Question> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _questions.Reader.ReadAsync(limit.Token);
    }

    public ValueTask DisposeAsync()
    {
        IsClosed = true;
        return ValueTask.CompletedTask;
    }

    public sealed record Question(SoughtNumber Number, CancellationToken Cancellation)
    {
        public TaskCompletionSource<SourceAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Finds(string name) => Answer.SetResult(SourceAnswer.Found(name));

        public void FindsNothing() => Answer.SetResult(SourceAnswer.NotFound);

        public void Fails(string reason) => Answer.SetResult(SourceAnswer.Failed(reason));
    }
}
