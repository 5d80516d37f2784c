using Ponte.Server.Tests.Support;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Microsoft;

namespace Ponte.Server.Tests.Composition;

/// <summary>
/// Media bypass from end to end: full ICE clients of a simulated Teams check the real server. They find their media only on the nominated pair, and hold it against
/// the server if it sends a check, media before a nomination, or another description than it must.
/// </summary>
public sealed class BypassTests
{
    private const string Bypass = "bypass: true";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_to_Teams_is_heard_over_the_pair_that_the_answering_client_nominated(bool nominatesEarly)
    {
        await using var net = await LoopbackTeams.StartAsync(Bypass);
        net.Mario.Behaviour = new TeamsBehaviour
        {
            Bypass = true,
            OtherClients = 2,
            NominatesEarly = nominatesEarly,
        };
        var caller = net.Carrier.Number("0299999999").Dial("0212345601", "Ada Neri", frequency: 440);
        var called = await net.Mario.RingsAsync(net.Patience);
        await UntilAsync(net, () => called.OtherClients.All(c => c.IsNominated));
        if (nominatesEarly)
        {
            await UntilAsync(net, () => called.Media.IsNominated);
        }
        called.Answer(800);
        await caller.AnsweredAsync(net.Patience);

        await caller.Media.HearsAsync(800, cancellationToken: net.Patience);
        await called.Media.HearsAsync(440, cancellationToken: net.Patience);
        await called.ConvergedAsync(net.Patience);
        var others = called.OtherClients.Select(c => c.Findings.PacketsReceived).ToList();
        await called.Media.MeasureAsync(440, TimeSpan.FromMilliseconds(500), net.Patience);
        called.OtherClients.Select(c => c.Findings.PacketsReceived).Should().Equal(others, "media goes to the client that answered");
        called.Media.Findings.Faults.Should().BeEmpty();
        caller.HangUp();
        await called.EndedAsync(net.Patience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_from_Teams_converges_is_held_and_moves_to_a_media_processor_and_back(bool nominatesEarly)
    {
        await using var net = await LoopbackTeams.StartAsync(Bypass);
        net.Mario.Behaviour = new TeamsBehaviour { Bypass = true, NominatesEarly = nominatesEarly };
        net.Carrier.Number("0299999999").Behaviour = PartyBehaviour.Answers(700, TimeSpan.FromMilliseconds(50));
        var caller = net.Mario.Dial("+390299999999", frequency: 500);
        var called = await net.Carrier.Number("0299999999").RingsAsync(net.Patience);
        await caller.AnsweredAsync(net.Patience);
        await HearEachOtherAsync(net, caller, called);
        await caller.ConvergedAsync(net.Patience);

        (await caller.HoldAsync()).Status.Should().Be(200);
        (await caller.RetrieveAsync()).Status.Should().Be(200);
        await HearEachOtherAsync(net, caller, called);

        for (var i = 0; i < 2; i++)
        {
            (await caller.MoveAsync()).Status.Should().Be(200);
            await caller.ConvergedAsync(net.Patience);
            await HearEachOtherAsync(net, caller, called);
        }
        (await caller.RefreshAsync()).Status.Should().Be(200);
        caller.Media.Findings.Faults.Should().BeEmpty();
        called.Media.Findings.SourceChanges.Should().Be(0, "the line notices nothing of all that");
        caller.HangUp();
        await called.EndedAsync(net.Patience);
    }

    [Fact]
    public async Task A_line_without_bypass_is_refused_by_bypass_users_and_ignores_their_candidates()
    {
        await using var net = await LoopbackTeams.StartAsync("");
        net.ExpectsNoViolation = false;
        net.Mario.Behaviour = new TeamsBehaviour { Bypass = true };
        var refused = net.Carrier.Number("0299999999").Dial("0212345601");
        (await refused.EndedAsync(net.Patience)).Status.Should().Be(488);
        net.Microsoft.Refusals.Should().ContainSingle().Which.Code.Should().Be("531027");

        net.Carrier.Number("0299999999").Behaviour = PartyBehaviour.Answers(700, TimeSpan.Zero);
        var call = net.Mario.Dial("+390299999999");
        await call.EndedAsync(net.Patience);
        net.Microsoft.Violations.Should().Contain("Media bypass: ice-lite, ice-ufrag or ice-pwd is missing.");
    }

    [Fact]
    public async Task A_line_with_bypass_speaks_without_it_to_media_processors()
    {
        await using var net = await LoopbackTeams.StartAsync(Bypass);
        net.Carrier.Number("0299999999").Behaviour = PartyBehaviour.Answers(700, TimeSpan.Zero);
        var caller = net.Mario.Dial("+390299999999", frequency: 500);
        var called = await net.Carrier.Number("0299999999").RingsAsync(net.Patience);
        await caller.AnsweredAsync(net.Patience);
        await HearEachOtherAsync(net, caller, called);
        var answer = caller.Agreed!.Remote;
        answer.IceCredentialsOf(answer.Media[0]).Should().BeNull();
        caller.HangUp();
        await called.EndedAsync(net.Patience);

        net.Mario.Behaviour = TeamsAnswers(800);
        var toTeams = net.Carrier.Number("0288888888").Dial("0212345601", frequency: 440);
        var teams = await net.Mario.RingsAsync(net.Patience);
        await toTeams.AnsweredAsync(net.Patience);
        await toTeams.Media.HearsAsync(800, cancellationToken: net.Patience);
        await teams.Media.HearsAsync(440, cancellationToken: net.Patience);
        teams.Media.Findings.Faults.Should().BeEmpty();
        toTeams.HangUp();
        await teams.EndedAsync(net.Patience);
    }

    private static TeamsBehaviour TeamsAnswers(int frequency) =>
        new() { AnswerAfter = TimeSpan.FromMilliseconds(50), Frequency = frequency };

    private static async Task HearEachOtherAsync(LoopbackTeams net, SimulatedCall caller, SimulatedCall called)
    {
        await caller.Media.HearsAsync(700, cancellationToken: net.Patience);
        await called.Media.HearsAsync(500, cancellationToken: net.Patience);
    }

    private static async Task UntilAsync(LoopbackTeams net, Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(net.Patience);
        }
    }
}
