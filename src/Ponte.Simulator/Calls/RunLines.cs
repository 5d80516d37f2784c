using System.Globalization;

namespace Ponte.Simulator.Calls;

/// <summary>The lines that a simulated side prints while it runs as a program.</summary>
internal sealed class RunLines(TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly TextWriter _output = TextWriter.Synchronized(output);

    public void Write(string text) =>
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetLocalNow():HH:mm:ss.fff} {text}"));

    public void OnCall(SimulatedCall call)
    {
        var arrow = call.Direction == CallDirection.ToPonte ? "to Ponte" : "from Ponte";
        var end = call.Ending is { } ending ? $": {ending.Detail}" : "";
        Write($"call {call.Number} {arrow} {call.Caller} -> {call.Called} {call.Phase.ToString().ToLowerInvariant()}{end}");
    }

    /// <summary>Prints complaints as they come, until it is told to stop.</summary>
    public async Task FollowAsync(Func<IReadOnlyList<string>> complaints, CancellationToken cancellationToken)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var complaint in complaints().Where(told.Add))
            {
                Write($"! {complaint}");
            }
            try
            {
                await Task.Delay(Interval, time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
