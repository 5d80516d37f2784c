using System.Globalization;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;
using Ponte.Server.History;

namespace Ponte.Server.Commands;

/// <summary>A call in words: who, when, which legs, why it ended, media figures.</summary>
internal sealed class CallReport(CommandSession session)
{
    /// <summary>Who called whom, when, and over which legs.</summary>
    public void PrintHead(CallView call)
    {
        var (output, words, time) = (session.Context.Out, session.Words, session.Context.Time);
        output.WriteLine($"{words.Party(call.Caller)} → {words.Party(call.Called)}   {call.Id}");
        var answered =
            call.AnsweredBy is { AnsweredAt: { } at } first
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{words.Answered(first)} {words.After} {(at - call.StartedAt).TotalSeconds:0.0} s"
                )
            : call.AnsweredAt is not null && words.AnsweredByVoicemail(call) is { } box ? box
            : call is { AnsweredAt: not null, Path: [{ Flow: var flow }, ..] } ? words.AnsweredByFlow(flow)
            : words.NotAnswered;
        var talked = call.AnsweredAt is null ? "" : $", {words.Duration} {CallText.Duration(call.Talked(time.GetUtcNow()))}";
        output.WriteLine($"{CallText.Time(call.StartedAt, time)}, {answered}{talked}");
        if (call.Origin != CallOrigin.Party)
        {
            output.WriteLine(words.Origin(call.Origin));
        }
        if (call.MergedInto is { } into)
        {
            output.WriteLine(words.MergedInto(into.Value));
        }
        if (call.TakenOverAt is not null)
        {
            output.WriteLine(words.TakenOver);
        }
        foreach (var passage in call.Path)
        {
            output.WriteLine(Passage(passage));
        }
        output.WriteLine();
        var table = new TextTable(words.Leg, words.Line, words.Peer, words.Started, words.Ringing, words.Result);
        foreach (var leg in call.Legs)
        {
            table.Add(
                (leg.IsIncoming ? "← " : "→ ") + leg.Id,
                leg.Name,
                leg.Peer,
                Since(call, leg.StartedAt),
                Since(call, leg.RingingAt ?? leg.EarlyMediaAt),
                leg.End is { } end ? words.Why(end)
                    : leg.AnsweredAt is null ? words.Ringing
                    : words.Talking
            );
        }
        table.Print(session.Context);
    }

    /// <summary>Why the call ended, and the media figures of its legs.</summary>
    public void PrintEnd(CallView call)
    {
        var (output, words) = (session.Context.Out, session.Words);
        output.WriteLine();
        output.WriteLine(call.End is { } end ? $"{words.WhyItEnded}: {words.Why(end)}." : $"{words.State}: {words.Phase(call.Phase)}");
        var legs = call.Legs.Where(l => l.Media is not null).ToList();
        if (legs.Count == 0)
        {
            return;
        }
        output.WriteLine();
        var table = new TextTable(
            words.Media,
            words.Line,
            words.Codec,
            words.Received,
            words.Sent,
            words.Lost,
            words.Jitter,
            words.RoundTrip,
            words.Mos
        );
        foreach (var leg in legs)
        {
            Add(table, leg, leg.Media!);
        }
        table.Print(session.Context);
    }

    private static void Add(TextTable table, LegView leg, StreamStatistics media)
    {
        var expected = media.PacketsReceived + media.PacketsLost;
        var lost = expected == 0 ? 0 : 100.0 * media.PacketsLost / expected;
        table.Add(
            leg.Id.ToString(),
            leg.Name,
            media.Encoding ?? "",
            media.PacketsReceived.ToString(CultureInfo.InvariantCulture),
            media.PacketsSent.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{media.PacketsLost} ({lost:0.0} %)"),
            string.Create(CultureInfo.InvariantCulture, $"{media.JitterMilliseconds:0.0} ms"),
            media.RoundTripMilliseconds is { } trip ? string.Create(CultureInfo.InvariantCulture, $"{trip:0} ms") : "",
            media.MeanOpinionScore is { } score ? score.ToString("0.0", CultureInfo.InvariantCulture) : ""
        );
    }

    /// <summary>A step of a flow in the words of the document.</summary>
    private static string Passage(FlowPassage passage)
    {
        var step = string.Join(' ', new[] { passage.Step, passage.Value }.Where(t => t.Length > 0));
        return $"  {passage.Flow}: {step}{(passage.Result.Length > 0 ? $" → {passage.Result}" : "")}";
    }

    private static string Since(CallView call, DateTimeOffset? at) =>
        at is { } time ? string.Create(CultureInfo.InvariantCulture, $"{(time - call.StartedAt).TotalSeconds:0.0} s") : "";
}
