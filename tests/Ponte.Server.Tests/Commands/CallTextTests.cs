using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Server.Commands;
using Ponte.Server.History;
using Ponte.Server.Languages;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Commands;

public sealed class CallTextTests
{
    private readonly SampleCall _sample = new();

    [Fact]
    public void A_call_that_rang_in_two_places_tells_both_and_which_one_answered()
    {
        var cordless = new LegId(3);
        var call = CallProjection.Apply(
            null,
            [
                .. _sample.Began(),
                new LegStarted(_sample.Id, SampleCall.At(0.01), cordless, LegKind.Phone, false, "201-cordless", "10.0.0.9", "c3", "mrossi"),
                new LegAnswered(_sample.Id, SampleCall.At(4), cordless),
                new LegsBridged(_sample.Id, SampleCall.At(4), SampleCall.CallerLeg, cordless),
                new LegEnded(
                    _sample.Id,
                    SampleCall.At(4),
                    SampleCall.CalledLeg,
                    new CallEnd(EndSide.System, EndCause.AnsweredElsewhere),
                    null
                ),
            ]
        )!;

        CallText.Lines(call).Should().Be("carrier → teams, 201-cordless");
        CallText.Result(call, Words.In(Language.English)).Should().Be("talking; answered on 201-cordless");
        CallText.Result(call, Words.In(Language.Italian)).Should().Be("in conversazione; risposta su 201-cordless");
        Words.In(Language.Italian).Why(call.Legs[1].End!).Should().Be("Ha risposto un altro dispositivo");
    }

    [Fact]
    public void A_call_that_went_nowhere_has_its_callers_line_only() =>
        CallText.Lines(CallProjection.Apply(null, _sample.Began().Take(2))!).Should().Be("carrier");
}
