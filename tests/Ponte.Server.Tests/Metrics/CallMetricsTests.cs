using System.Diagnostics.Metrics;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Server.History;
using Ponte.Server.Metrics;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Metrics;

public sealed class CallMetricsTests
{
    [Fact]
    public void Legs_are_counted_by_line_and_all_phones_together()
    {
        var sample = new SampleCall();
        var counted = new List<object?>();
        using var metrics = new CallMetrics();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument is { Name: "ponte.legs.started", Meter.Name: CallMetrics.MeterName })
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        var thread = Environment.CurrentManagedThreadId; // other tests count in the same meter at the same time
        listener.SetMeasurementEventCallback<long>(
            (_, _, tags, _) =>
            {
                if (Environment.CurrentManagedThreadId == thread)
                {
                    counted.Add(tags[0].Value);
                }
            }
        );
        listener.Start();
        var view = CallProjection.Apply(null, sample.Began())!;

        foreach (var started in sample.Began().OfType<LegStarted>())
        {
            metrics.Count(started, view);
            metrics.Count(started with { Kind = LegKind.Phone, Name = "201-cordless" }, view);
        }

        counted.Should().Equal("carrier", "phones", "teams", "phones");
    }
}
