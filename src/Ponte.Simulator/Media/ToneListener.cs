using Ponte.Media.Metering;

namespace Ponte.Simulator.Media;

/// <summary>Waits for a tone in the audio that an end-point hears.</summary>
internal sealed class ToneListener(int frequency, Func<ToneReport, bool> isEnough)
{
    private const int SampleRate = 8000;

    private readonly ToneMeter _meter = new(frequency, SampleRate);
    private readonly TaskCompletionSource<ToneReport> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<ToneReport> Done => _done.Task;

    public bool IsDone => _done.Task.IsCompleted;

    public void Add(ReadOnlySpan<short> samples)
    {
        _meter.Add(samples);
        var report = _meter.Report();
        if (isEnough(report))
        {
            _done.TrySetResult(report);
        }
    }

    /// <summary>There will be no more audio.</summary>
    public void End() =>
        _done.TrySetException(new InvalidOperationException($"The media ended. Heard of {frequency} Hz until then: {_meter.Report()}"));
}
