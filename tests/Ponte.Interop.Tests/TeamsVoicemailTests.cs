using Ponte.Interop.Tests.Support;
using Ponte.Media.Metering;

namespace Ponte.Interop.Tests;

/// <summary>A Teams user who does not answer has a voicemail of Ponte.</summary>
public sealed class TeamsVoicemailTests(Company company) : IClassFixture<Company>
{
    private const int CallersTone = 500;

    [Fact]
    public async Task Nobody_answers_in_Teams_and_the_caller_leaves_a_message_here()
    {
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345402");
        var teams = await Company.RingsForAsync(company.Microsoft.User("boxed").RingsAsync, caller.Name);
        teams.Ring();
        (await call.AnsweredAsync(Company.Patience))!.StatusCode.Should().Be(200);
        (await teams.EndedAsync(Company.Patience)).ByPonte.Should().BeTrue();

        // The greeting with the name takes some six seconds; then it records.
        await PassAsync(15);
        call.HangUp();
        await call.EndedAsync(Company.Patience);

        var list = (await ListAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        list.Should().Contain(caller.Name).And.Contain("new");
        using var folder = new Ponte.TestKit.TestFolder();
        var file = folder.File("message.wav");
        await company.Server.CommandAsync("voicemail", "export", "boxed", list.Split(' ')[0], file);
        var meter = new ToneMeter(CallersTone, 8000);
        meter.Add(ToneFile.Samples(await File.ReadAllBytesAsync(file)));
        meter.Report().ToneFrames.Should().BeGreaterThan(100);
    }

    /// <summary>A message is kept before the call is over, but not before the caller is.</summary>
    private async Task<string> ListAsync()
    {
        for (var i = 0; i < 20; i++)
        {
            var list = await company.Server.CommandAsync("voicemail", "list", "boxed");
            if (!list.Contains("No messages", StringComparison.Ordinal))
            {
                return list;
            }
        }
        throw new TimeoutException("no message is there");
    }

    private static async Task PassAsync(double seconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds));
        await timer.WaitForNextTickAsync();
    }
}
