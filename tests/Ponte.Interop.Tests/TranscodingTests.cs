using Ponte.Interop.Tests.Support;
using Ponte.Media.Codecs;
using Ponte.Simulator.Calls;

namespace Ponte.Interop.Tests;

/// <summary>baresip with one wide codec, and a carrier with G.711: each hears the other's tone, and keys arrive.</summary>
public sealed class TranscodingTests(Company company) : IClassFixture<Company>
{
    private const int Outside = 500;
    private const int Tone = 700;
    private const int Called = 900;

    [Theory]
    [InlineData("305", "G722")]
    [InlineData("306", "opus")]
    public async Task A_phone_with_a_wide_codec_and_a_carrier_with_a_narrow_one_hear_each_other(string extension, string codec)
    {
        Assert.SkipUnless(codec is not "opus" || AudioCodecs.HasOpus, "no libopus");
        await using var desk = new BaresipPhone(company.Server, $"{extension}-desk", Company.Password, "udp", Tone, codec);
        await desk.RegisteredAsync();

        var caller = company.NextCaller();
        var line = company.DialIn(caller, $"0212345{extension}");
        await line.AnsweredAsync(Company.Patience);
        await HearsAsync(line, Tone);
        await TalkAsync();
        line.HangUp();
        await desk.ClosedAsync();
        desk.Heard(Outside, minimumFrames: 60);

        await desk.DialAsync($"06999999{extension}");
        var rings = await company.Carrier.Number($"06999999{extension}").RingsAsync(Company.Patience);
        rings.Answer(Called);
        await desk.EstablishedAsync();
        await HearsAsync(rings, Tone);
        await desk.PressAsync('7');
        await HearsAsync(rings, Tone);
        await TalkAsync();
        rings.Media.Digits.Should().Be("7");
        await desk.HangUpAsync();
        await rings.EndedAsync(Company.Patience);
        desk.Heard(Called, minimumFrames: 60);
        var legs = (await company.HistoryAsync(caller.Number)).GetProperty("legs").EnumerateArray();
        legs.Select(l => l.GetProperty("media").GetProperty("encoding").GetString())
            .Should()
            .BeEquivalentTo("PCMA", codec.ToUpperInvariant());
    }

    /// <summary>Demands a clean tone; the jitter buffer finds its depth first.</summary>
    private static async Task HearsAsync(SimulatedCall call, int frequency)
    {
        await call.Media.MeasureAsync(frequency, TimeSpan.FromSeconds(1), Company.Patience);
        await Company.HearsAsync(call, frequency);
    }

    private static async Task TalkAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        await timer.WaitForNextTickAsync();
    }
}
