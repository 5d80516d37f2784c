using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Server.Commands;
using Ponte.Server.History;
using Ponte.Server.Languages;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Commands;

public sealed class DialCommandTests
{
    private static readonly CallId Id = new("01JKMPDQ5G0000000000000001");

    [Fact]
    public async Task A_number_is_called_for_a_user()
    {
        await using var server = await ServerUnderTest.StartAsync();

        var run = await server.RunAsync("dial", "mrossi", "+39 06 1234567");

        run.Should().Be(new CommandRun(0, "Ringing mrossi first, then +39 06 1234567 is called: 01J0CALL\n", ""));
        server.Telephony.DialledNumbers.Should().Equal(("mrossi", "+39 06 1234567"));
        (await server.RunAsync("dial", "mrossi", "202", "--language", "it"))
            .Out.Should()
            .StartWith("Squilla prima mrossi, poi si chiama 202");
    }

    [Theory]
    [InlineData("nobody", "there is no user nobody")]
    [InlineData("busy", "there are too many calls")]
    public async Task What_cannot_be_called_is_told(string user, string error)
    {
        await using var server = await ServerUnderTest.StartAsync();

        var run = await server.RunAsync("dial", user, "202");

        run.ExitCode.Should().NotBe(0);
        run.Error.Should().Contain(error);
    }

    [Fact]
    public async Task No_number_is_refused()
    {
        await using var server = await ServerUnderTest.StartAsync();
        (await server.RunAsync("dial", "mrossi", "")).Error.Should().Contain("give the number to call");
        server.Telephony.DialledNumbers.Should().BeEmpty();
    }

    [Fact]
    public void A_call_that_we_made_begins_to_be_talked_in_when_the_second_party_answers()
    {
        var called = CallProjection.Apply(null, [.. Began()])!;
        called.AnsweredAt.Should().BeNull("only the party for whom we call has answered");
        called.AnsweredBy.Should().BeNull();
        CallText.Result(called, Words.In(Language.Italian)).Should().Be("richiamata su prenotazione; in chiamata");

        var talking = CallProjection.Apply(called, Answered())!;
        talking.AnsweredAt.Should().Be(SampleCall.At(8));
        talking.AnsweredBy!.Name.Should().Be("202-desk");
        CallText.Result(talking, Words.In(Language.English)).Should().Be("callback; talking; answered on 202-desk");
    }

    [Fact]
    public async Task Who_made_a_call_and_where_it_goes_on_are_in_the_history()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var end = new CallEnd(EndSide.System, EndCause.Merged);
        server.Publish([
            .. Began(),
            .. Answered(),
            new CallMerged(Id, SampleCall.At(9), new CallId("01JOTHER")),
            new CallEnded(Id, SampleCall.At(9), end),
        ]);

        var list = (await server.RunAsync("calls")).Out;
        list.Should().Contain("callback; ").And.Contain("goes on in 01JOTHER");
        var one = (await server.RunAsync("call", "last", "--language", "it")).Out;
        one.Should().Contain("richiamata su prenotazione").And.Contain("continua in 01JOTHER");
        (await server.RunAsync("calls", "--json"))
            .Out.Should()
            .Contain("\"mergedInto\":\"01JOTHER\"")
            .And.Contain("\"origin\":\"CallBack\"");
    }

    private static IEnumerable<CallEvent> Began() =>
        [
            new CallStarted(Id, SampleCall.At(0), new Party("201", "Mario"), new Party("202", "Gina"), CallOrigin.CallBack),
            new LegStarted(Id, SampleCall.At(1), new LegId(1), LegKind.Phone, false, "201-desk", "10.0.0.1", "c1", "mrossi", true),
            new LegAnswered(Id, SampleCall.At(4), new LegId(1)),
            new LegStarted(Id, SampleCall.At(5), new LegId(2), LegKind.Phone, false, "202-desk", "10.0.0.2", "c2", "gverdi"),
        ];

    private static IEnumerable<CallEvent> Answered() =>
        [new LegAnswered(Id, SampleCall.At(8), new LegId(2)), new LegsBridged(Id, SampleCall.At(8), new LegId(1), new LegId(2))];
}
