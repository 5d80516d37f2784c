using System.Text.Json;
using Ponte.Interop.Tests.Support;

namespace Ponte.Interop.Tests;

/// <summary>Calls between a line that SIPp plays and a Teams hub that baresip plays, through the real server.</summary>
public sealed class LineToTeamsTests : IAsyncLifetime
{
    private readonly Baresip _hub = new();
    private PonteServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PonteServer.StartAsync(_hub.Port);
        await _hub.StartAsync(_server);
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("u1")]
    [InlineData("t1")]
    public async Task A_call_from_a_line_is_heard_both_ways_in_Teams(string transport)
    {
        // SIPp sends back the audio that it gets: what the hub hears went through Ponte twice, as SRTP and as RTP.
        await using var line = Call("uac-call.xml", 1, "-t", transport, "-d", "3000", "-rtp_echo");
        await Sipp.SucceedsAsync(line);

        IsHeardWell(minimumFrames: 100);
        var call = (await _server.CallsAsync(c => c is [{ } one] && IsOver(one)))[0];
        call.GetProperty("caller").GetProperty("name").GetString().Should().Be("Ada Neri");
        call.GetProperty("caller").GetProperty("number").GetString().Should().Be("+390612345678");
        call.GetProperty("called").GetProperty("name").GetString().Should().Be("Mario Rossi");
        CauseOf(call).Should().Be("Normal");
    }

    [Fact]
    public async Task A_call_from_Teams_is_heard_both_ways_on_a_line()
    {
        await using var line = Sipp.Start("uas-answer.xml", $"{_server.Net.Carrier}:5070", "", 1, "-rtp_echo");
        await _hub.DialAsync("+390612345678");
        await _hub.EstablishedAsync();
        var calls = await _server.CallsAsync(c => c is [{ } one] && one.TryGetProperty("answeredAt", out _));
        using (var timer = new PeriodicTimer(TimeSpan.FromSeconds(3)))
        {
            await timer.WaitForNextTickAsync();
        }
        await _server.CommandAsync("hangup", calls[0].GetProperty("id").GetString()!);

        await Sipp.SucceedsAsync(line);
        IsHeardWell(minimumFrames: 100);
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_it_rings_ends_the_call_in_Teams()
    {
        await using var line = Call("uac-cancel.xml", 1, "-d", "300");
        await _hub.RefuseToAnswerAsync();
        await Sipp.SucceedsAsync(line);

        await _hub.ClosedAsync();
        CauseOf((await _server.CallsAsync(c => c is [{ } one] && IsOver(one)))[0]).Should().Be("Abandoned");
    }

    [Theory]
    [InlineData("0212345699", "404")]
    [InlineData("0655555555", "404")] // from one carrier to another there is no way
    [InlineData("nobody", "404")]
    public async Task A_number_of_nobody_is_refused(string number, string status)
    {
        await using var line = Sipp.Start(
            $"uac-refused.xml:{status}",
            $"{_server.Net.Carrier}:5070",
            _server.SipAddress,
            1,
            "-key",
            "number",
            number,
            "-key",
            "caller",
            "0612345678"
        );
        await Sipp.SucceedsAsync(line);
    }

    [Fact]
    public async Task A_call_in_the_place_of_one_that_is_not_there_is_refused()
    {
        await using var line = Call("uac-replaces-nothing.xml", 1);
        await Sipp.SucceedsAsync(line);
    }

    [Fact]
    public async Task A_stranger_gets_no_service()
    {
        await using var stranger = Sipp.Start(
            "uac-refused.xml:403",
            $"{_server.Net.Stranger}:5070",
            _server.SipAddress,
            1,
            "-key",
            "number",
            "0212345601",
            "-key",
            "caller",
            "0612345678"
        );
        await Sipp.SucceedsAsync(stranger);
        (await _server.CallsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_full_line_refuses_the_third_call_with_503()
    {
        await using var two = Call("uac-call.xml", 2, "-l", "2", "-r", "10", "-d", "6000");
        await _server.CallsAsync(c => c.Count(one => one.TryGetProperty("answeredAt", out _)) == 2);
        await using var third = Sipp.Start(
            "uac-refused.xml:503",
            $"{_server.Net.Carrier}:5071",
            _server.SipAddress,
            1,
            "-key",
            "number",
            "0212345601",
            "-key",
            "caller",
            "0612345678"
        );

        await Sipp.SucceedsAsync(third);
        await Sipp.SucceedsAsync(two);
    }

    [Fact]
    public async Task Lost_messages_are_sent_again_and_no_call_is_lost()
    {
        await using var line = Call("uac-lossy.xml", 12, "-l", "2", "-r", "4", "-d", "100");
        await Sipp.SucceedsAsync(line);

        var calls = await _server.CallsAsync(c => c.Length == 12 && c.All(IsOver));
        calls.Select(CauseOf).Should().AllBe("Normal");
    }

    [Fact]
    public async Task A_server_that_is_killed_leaves_the_audio_flowing_and_takes_the_call_over()
    {
        await using var line = Call("uac-call.xml", 1, "-d", "9000", "-rtp_echo");
        await _server.CallsAsync(BothTalk);

        await _server.Process.KillAsync();
        await _server.RestartAsync();
        await Sipp.SucceedsAsync(line); // its BYE is answered

        IsHeardWell(minimumFrames: 350);
        var call = (await _server.CallsAsync(c => c is [{ } one] && IsOver(one)))[0];
        CauseOf(call).Should().Be("Normal");
        call.GetProperty("legs").GetArrayLength().Should().Be(2);
    }

    [Fact]
    public async Task A_server_that_dies_the_moment_its_answer_is_there_has_kept_the_call()
    {
        var victim = _server.Process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await using var line = Call("uac-killer.xml", 1, "-d", "12000", "-rtp_echo", "-key", "victim", victim);
        await _server.Process.ExitAsync();
        await _server.RestartAsync();
        await Sipp.SucceedsAsync(line); // its BYE is answered

        IsHeardWell(minimumFrames: 120);
        CauseOf((await _server.CallsAsync(c => c is [{ } one] && IsOver(one)))[0]).Should().Be("Normal");
    }

    [Fact]
    public async Task A_media_process_that_is_killed_ends_its_calls_and_serves_new_ones_at_once()
    {
        await using var first = Call("uac-called-off.xml", 1);
        await _server.CallsAsync(BothTalk);
        var process = await _server.MediaProcessAsync();
        using (var media = System.Diagnostics.Process.GetProcessById(process))
        {
            media.Kill();
        }
        await Sipp.SucceedsAsync(first);
        CauseOf((await _server.CallsAsync(c => c is [{ } one] && IsOver(one)))[0]).Should().Be("MediaLost");

        await using var second = Call("uac-call.xml", 1, "-d", "3000", "-rtp_echo");
        await Sipp.SucceedsAsync(second);
        IsHeardWell(minimumFrames: 100);
    }

    /// <summary>One call, whose legs are all answered: the caller too, who is answered a moment after the called one.</summary>
    private static bool BothTalk(IReadOnlyList<JsonElement> calls) =>
        calls is [{ } call]
        && call.GetProperty("legs").EnumerateArray().ToList() is { Count: 2 } legs
        && legs.TrueForAll(l => l.TryGetProperty("answeredAt", out _));

    private static bool IsOver(JsonElement call) => call.TryGetProperty("endedAt", out _);

    private static string? CauseOf(JsonElement call) => call.GetProperty("end").GetProperty("cause").GetString();

    private void IsHeardWell(int minimumFrames)
    {
        var heard = _hub.Heard(Baresip.Tone);
        heard.ToneFrames.Should().BeGreaterThan(minimumFrames);
        heard.LongestGap.Should().BeLessThan(TimeSpan.FromMilliseconds(100), $"{heard}");
        heard.LeastRatio.Should().BeGreaterThan(20, $"{heard}");
    }

    private ChildProcess Call(string scenario, int calls, params string[] arguments) =>
        Sipp.Start(
            scenario,
            $"{_server.Net.Carrier}:5070",
            _server.SipAddress,
            calls,
            ["-key", "number", "0212345601", "-key", "caller", "0612345678", .. arguments]
        );
}
