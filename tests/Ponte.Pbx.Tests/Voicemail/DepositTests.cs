using Ponte.Calls.Routing;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Tests.Voicemail;

/// <summary>A caller leaves a message: what is said and done, step by step.</summary>
public sealed class DepositTests
{
    private readonly MemoryVoicemail _voicemail = new();

    [Theory]
    [InlineData(false, "", "", "vm-no-answer <Gaia Bianchi> vm-after-beep")]
    [InlineData(true, "", "", "vm-busy <Gaia Bianchi> vm-after-beep")]
    [InlineData(false, "closed", "", "closed")]
    [InlineData(true, "closed", "", "closed")]
    [InlineData(false, "closed", "Standard", "[Standard]")]
    [InlineData(false, "", "Busy", "vm-no-answer <Gaia Bianchi> vm-after-beep")]
    [InlineData(true, "", "Standard Busy", "[Busy]")]
    [InlineData(true, "", "Standard", "[Standard]")]
    [InlineData(false, "", "Standard Busy Temporary", "[Temporary]")]
    [InlineData(true, "", "Standard Busy Temporary", "[Temporary]")]
    public void The_greeting_is_the_one_for_the_occasion(bool wasBusy, string prompt, string recorded, string expected)
    {
        foreach (var kind in recorded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            _voicemail.Greetings.Add(("gbianchi", Enum.Parse<GreetingKind>(kind)));
        }
        var box = VoiceBench.Box with { Settings = VoiceBench.Box.Settings with { Greeting = prompt } };

        VoiceBench.Show(new Deposit(box, wasBusy, _voicemail).Begin()).Should().Be($"♪ {expected}");
    }

    [Theory]
    [InlineData(".", "● message")]
    [InlineData("#", "● message")]
    [InlineData("5", "-")]
    public void The_greeting_is_heard_or_cut_short(string happens, string expected)
    {
        var deposit = new Deposit(VoiceBench.Box, false, _voicemail);
        deposit.Begin();

        VoiceBench.Show(deposit.Take(VoiceBench.News(happens[0]))).Should().Be(expected);
    }

    [Theory]
    [InlineData(FlowTakeOutcome.Kept, '#', "♪ vm-kept", "kept")]
    [InlineData(FlowTakeOutcome.Kept, null, "♪ vm-kept", "kept")]
    [InlineData(FlowTakeOutcome.TooShort, '#', "♪ vm-too-short", "tooShort")]
    [InlineData(FlowTakeOutcome.TooShort, null, "♪ goodbye", "tooShort")]
    [InlineData(FlowTakeOutcome.Failed, null, "♪ vm-not-kept", "failed")]
    public void The_caller_hears_what_became_of_the_message(FlowTakeOutcome outcome, char? key, string expected, string result)
    {
        var deposit = new Deposit(VoiceBench.Box, false, _voicemail);
        deposit.Begin();
        deposit.Take(new FlowPlayed());

        VoiceBench.Show(deposit.Take(new FlowRecorded(outcome, key))).Should().Be(expected);
        deposit.Result.Should().Be(result);
        VoiceBench
            .Show(deposit.Take(new FlowPlayed()))
            .Should()
            .Be(expected.EndsWith("short", StringComparison.Ordinal) ? "● message" : "■");
    }

    [Fact]
    public void Who_only_presses_keys_is_not_asked_for_ever()
    {
        var deposit = new Deposit(VoiceBench.Box, false, _voicemail);
        deposit.Begin();
        deposit.Take(new FlowPlayed());
        var said = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            said.Add(VoiceBench.Show(deposit.Take(new FlowRecorded(FlowTakeOutcome.TooShort, '#'))));
            deposit.Take(new FlowPlayed());
        }
        said.Should().Equal("♪ vm-too-short", "♪ vm-too-short", "♪ goodbye");
    }

    [Fact]
    public void A_full_box_says_so()
    {
        for (var i = 0; i < 100; i++)
        {
            _voicemail.Add("gbianchi", new VoiceMessage { Id = $"{i}", At = DateTimeOffset.UnixEpoch });
        }
        var deposit = new Deposit(VoiceBench.Box, false, _voicemail);

        VoiceBench.Show(deposit.Begin()).Should().Be("♪ vm-box-full");
        deposit.Result.Should().Be("full");
        _voicemail.Full.Should().Equal("gbianchi");
        VoiceBench.Show(deposit.Take(new FlowPlayed())).Should().Be("■");
    }
}
