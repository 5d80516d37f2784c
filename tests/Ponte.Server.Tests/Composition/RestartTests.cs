using Ponte.Server.Tests.Support;
using Ponte.Simulator.Calls;

namespace Ponte.Server.Tests.Composition;

/// <summary>The program itself, killed in the middle of a call, or stopped for an update.</summary>
public sealed class RestartTests : IAsyncDisposable
{
    private readonly LoopbackLines _lines = new();

    public async ValueTask DisposeAsync() => await _lines.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_is_gone_leaves_the_call_its_audio_and_the_next_one_goes_on_with_it(bool isKilled)
    {
        _lines.Exchange.Number("0212345601").Behaviour = PartyBehaviour.Answers(800, TimeSpan.Zero);
        var (first, _) = await PonteProcess.StartAsync(_lines, $"Stop:KeepCalls={!isKilled}");
        using var gone = first;
        (await _lines.RunAsync("apply", "c.yaml")).ExitCode.Should().Be(0);
        var call = _lines.Carrier.Number("0299999999").Dial("0212345601", "Ada Rossi", frequency: 440);
        var other = await _lines.Exchange.Number("0212345601").RingsAsync(_lines.Patience);
        await call.AnsweredAsync(_lines.Patience);
        new FileInfo(Path.Combine(_lines.Folder.Path, "journal", "calls.journal")).Length.Should().BePositive("who has an answer is kept");
        await call.Media.HearsAsync(800, cancellationToken: _lines.Patience);
        await other.Media.HearsAsync(440, cancellationToken: _lines.Patience);
        call.Media.ResetFindings();

        if (isKilled)
        {
            await first.KillAsync();
        }
        else
        {
            (await first.TerminateAsync(_lines.Patience)).Should().Be(0);
        }
        await other.Media.HearsAsync(440, TimeSpan.FromMilliseconds(500), _lines.Patience);
        var (second, milliseconds) = await PonteProcess.StartAsync(_lines);
        using var running = second;

        TestContext.Current.TestOutputHelper?.WriteLine($"ready after {milliseconds:0} ms");
        await call.Media.HearsAsync(800, TimeSpan.FromMilliseconds(500), _lines.Patience);
        call.Media.Findings.PacketsLost.Should().Be(0, "the media process never stopped");
        (await call.HoldAsync().WaitAsync(_lines.Patience)).Status.Should().Be(200);
        (await call.RetrieveAsync().WaitAsync(_lines.Patience)).Status.Should().Be(200);
        await other.Media.HearsAsync(440, cancellationToken: _lines.Patience);
        (await other.RefreshAsync().WaitAsync(_lines.Patience)).Status.Should().Be(200);
        call.HangUp();
        (await other.EndedAsync(_lines.Patience)).ByPonte.Should().BeTrue();

        await _lines.UntilAsync(async () => (await _lines.RunAsync("calls")).Out.Contains("The caller hung up", StringComparison.Ordinal));
        (await _lines.RunAsync("calls", "--json")).Out.Split("\"id\":\"01").Should().HaveCount(2, "the history is one");
        (await _lines.RunAsync("call", "last")).Out.Should().Contain("taken over after a restart");
        (await second.TerminateAsync(_lines.Patience)).Should().Be(0);
        _lines.Carrier.Violations.Concat(_lines.Exchange.Violations).Should().BeEmpty();
    }
}
