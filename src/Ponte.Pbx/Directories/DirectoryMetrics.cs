using System.Diagnostics.Metrics;

namespace Ponte.Pbx.Directories;

/// <summary>The instruments of the directories.</summary>
internal sealed class DirectoryMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Ponte.Pbx.Directories";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _late;
    private readonly Histogram<double> _answers;

    /// <summary>Makes the instruments.</summary>
    public DirectoryMetrics()
    {
        _late = _meter.CreateCounter<long>("ponte.directory.late", description: "Calls that went on before the directories had answered.");
        _answers = _meter.CreateHistogram<double>(
            "ponte.directory.answer.time",
            "s",
            "How long a directory outside took for an answer, by directory and outcome."
        );
    }

    /// <summary>A call did not wait any longer.</summary>
    public void Late() => _late.Add(1);

    /// <summary>A source answered.</summary>
    public void Answered(string directory, SourceAnswer answer, TimeSpan took) =>
        _answers.Record(took.TotalSeconds, new("directory", directory), new("outcome", OutcomeOf(answer)));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static string OutcomeOf(SourceAnswer answer) =>
        answer.Failure is not null ? "failed"
        : answer.Name is null ? "unknown"
        : "found";
}
