using System.Diagnostics.Metrics;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Server.History;

namespace Ponte.Server.Metrics;

/// <summary>Figures of calls that only their whole story gives, made from their events. Starts and ends are counted by the calls themselves.</summary>
internal sealed class CallMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Ponte.Server.Calls";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _legs;
    private readonly Histogram<double> _answerTime;
    private readonly Histogram<double> _talkTime;
    private readonly Histogram<double> _quality;

    /// <summary>Makes the instruments.</summary>
    public CallMetrics()
    {
        _legs = _meter.CreateCounter<long>("ponte.legs.started", description: "Legs that began, by line and direction.");
        _answerTime = _meter.CreateHistogram<double>("ponte.calls.answer.time", "s", "Time from a call's beginning to its answer.");
        _talkTime = _meter.CreateHistogram<double>("ponte.calls.talk.time", "s", "Time from a call's answer to its end.");
        _quality = _meter.CreateHistogram<double>("ponte.media.mos", description: "Listening quality of legs at their end, by line.");
    }

    /// <summary>Counts an event.</summary>
    /// <param name="callEvent">The event.</param>
    /// <param name="view">The call after it.</param>
    public void Count(CallEvent callEvent, CallView view)
    {
        switch (callEvent)
        {
            case LegStarted leg:
                _legs.Add(1, new("line", Line(leg.Kind, leg.Name)), new("direction", leg.IsIncoming ? "in" : "out"));
                break;
            case LegAnswered answered when view.AnsweredAt == answered.At:
                _answerTime.Record((answered.At - view.StartedAt).TotalSeconds);
                break;
            case LegEnded { Media.MeanOpinionScore: { } score } ended:
                var line = view.Legs.Where(l => l.Id == ended.Leg).Select(l => Line(l.Kind, l.Name)).FirstOrDefault("");
                _quality.Record(score, new KeyValuePair<string, object?>("line", line));
                break;
            case CallEnded ended when view.AnsweredAt is not null:
                _talkTime.Record(view.Talked(ended.At).TotalSeconds);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>All phones are one line: a series for each of thousands would help nobody.</summary>
    private static string Line(LegKind kind, string name) => kind == LegKind.Phone ? "phones" : name;
}
