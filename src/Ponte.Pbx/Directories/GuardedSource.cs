using Microsoft.Extensions.Logging;
using Ponte.Sip.Loop;

namespace Ponte.Pbx.Directories;

/// <summary>A source outside with its circuit breaker: a question always ends in time, and always with an answer.</summary>
internal sealed partial class GuardedSource(
    IDirectorySource source,
    DirectoryOptions options,
    DirectoryMetrics metrics,
    TimeProvider time,
    ILogger log
) : IAsyncDisposable
{
    private readonly CircuitBreaker _breaker = new(options);
    private volatile string _lastFailure = "";

    /// <summary>The source's name in the document.</summary>
    public string Name => source.Name;

    /// <summary>Why the source is set aside; null where it is in use.</summary>
    public string? SetAsideBecause => _breaker.IsSetAside ? _lastFailure : null;

    /// <summary>Asks for leave to ask; who gets it asks.</summary>
    public bool TryEnter() => _breaker.TryEnter(Now());

    /// <summary>Asks for a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="stop">The source is given up; this says nothing about it.</param>
    public async Task<SourceAnswer> AskAsync(SoughtNumber number, CancellationToken stop)
    {
        var began = Now();
        using var limit = new CancellationTokenSource(options.QueryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        SourceAnswer answer;
        try
        {
            answer = await source.FindAsync(number, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            answer = SourceAnswer.Failed($"no answer within {options.QueryTimeout.TotalSeconds:0} s");
        }
#pragma warning disable CA1031 // A defect of one source must not take the others' answers with it; it is told as a failure of that source.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFault(log, Name, e);
            answer = SourceAnswer.Failed($"{e.GetType().Name}: {e.Message}");
        }
        if (!stop.IsCancellationRequested)
        {
            Note(answer, Now() - began);
        }
        return answer;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    private void Note(SourceAnswer answer, TimeSpan took)
    {
        metrics.Answered(Name, answer, took);
        var failure = answer.Failure ?? (took > options.Budget ? $"answers only after {took.TotalMilliseconds:0} ms" : null);
        if (failure is null)
        {
            if (_breaker.Succeeded())
            {
                LogBack(log, Name);
            }
            return;
        }
        _lastFailure = failure;
        if (_breaker.Failed(Now()))
        {
            LogSetAside(log, Name, failure);
        }
    }

    private Instant Now() => new(time.GetElapsedTime(0).Ticks);

    [LoggerMessage(EventId = 2081, Level = LogLevel.Warning, Message = "Directory {Directory} is set aside for a while: {Reason}")]
    private static partial void LogSetAside(ILogger log, string directory, string reason);

    [LoggerMessage(EventId = 2082, Level = LogLevel.Information, Message = "Directory {Directory} answers again")]
    private static partial void LogBack(ILogger log, string directory);

    [LoggerMessage(EventId = 2083, Level = LogLevel.Error, Message = "A defect: an exception left directory {Directory}")]
    private static partial void LogFault(ILogger log, string directory, Exception exception);
}
