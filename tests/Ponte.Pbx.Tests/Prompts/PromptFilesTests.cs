using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Pbx.Flows;
using Ponte.Pbx.Prompts;

namespace Ponte.Pbx.Tests.Prompts;

/// <summary>The files that callers hear.</summary>
public sealed class PromptFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ponte-prompts-").FullName;
    private readonly TestEngine _engine = new();

    [Fact]
    public async Task What_was_recorded_goes_before_what_is_spoken()
    {
        using var files = new PromptFiles(_folder, _engine, NullLogger.Instance);
        var piece = new SpokenPiece("it", "Benvenuti.", "welcome");
        var spoken = await files.FindAsync(piece, CancellationToken.None);
        Directory.CreateDirectory(Path.Combine(_folder, "it"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "it", "welcome.wav"), "");

        var recorded = await files.FindAsync(piece, CancellationToken.None);

        Path.GetDirectoryName(spoken).Should().EndWith("spoken");
        recorded.Should().Be(Path.Combine(_folder, "it", "welcome.wav"));
    }

    [Fact]
    public async Task A_text_is_spoken_once_for_each_language()
    {
        using var files = new PromptFiles(_folder, _engine, NullLogger.Instance);
        var first = await files.FindAsync(new SpokenPiece("it", "uno"), CancellationToken.None);
        var again = await files.FindAsync(new SpokenPiece("it", "uno", "a-prompt"), CancellationToken.None);
        var english = await files.FindAsync(new SpokenPiece("en", "uno"), CancellationToken.None);

        again.Should().Be(first);
        english.Should().NotBe(first);
        _engine.Said.Should().Equal("it:uno", "en:uno");
        Directory.GetFiles(Path.Combine(_folder, "spoken")).Should().HaveCount(2, "nothing half made is left");
    }

    [Fact]
    public async Task What_came_with_ponte_is_heard_unless_the_company_says_something_else()
    {
        var supplied = Directory.CreateDirectory(Path.Combine(_folder, "supplied", "it")).FullName;
        var path = Path.Combine(supplied, "closed.wav");
        await File.WriteAllTextAsync(path, "");
        using var files = new PromptFiles(_folder, _engine, NullLogger.Instance) { Supplied = Path.GetDirectoryName(supplied)! };
        var usual = new SpokenPiece("it", DefaultPrompts.All.Single(p => p.Name is "closed").In("it")!, "closed");

        (await files.FindAsync(usual, CancellationToken.None)).Should().Be(path);
        (await files.FindAsync(usual with { Text = "Torniamo lunedì." }, CancellationToken.None)).Should().Contain("spoken");
        files.Ready(usual with { Prompt = "goodbye" }).Should().BeNull("its words are others");
        var own = files.RecordingOf("it", "closed");
        Directory.CreateDirectory(Path.GetDirectoryName(own)!);
        await File.WriteAllTextAsync(own, "");
        (await files.FindAsync(usual, CancellationToken.None)).Should().Be(own);
    }

    [Theory]
    [InlineData("fault")]
    [InlineData("nothing")]
    [InlineData("noise")]
    public async Task What_cannot_be_spoken_is_nowhere(string text)
    {
        using var files = new PromptFiles(_folder, _engine, NullLogger.Instance);

        (await files.FindAsync(new SpokenPiece("it", text), CancellationToken.None)).Should().BeNull();
        Directory.GetFiles(Path.Combine(_folder, "spoken")).Should().BeEmpty();
        (await files.FindAsync(new SpokenPiece("it", "uno"), CancellationToken.None)).Should().NotBeNull("the next one is spoken");
    }

    [Fact]
    public async Task Without_an_engine_only_recordings_are_there()
    {
        using var files = new PromptFiles(_folder, null, NullLogger.Instance);

        (await files.FindAsync(new SpokenPiece("it", "uno"), CancellationToken.None)).Should().BeNull();
    }

    [Theory]
    [InlineData(22050)]
    [InlineData(8000)]
    [InlineData(16000)]
    [InlineData(48000)]
    public async Task Speech_of_any_rate_keeps_its_pitch_and_loudness(int rate)
    {
        _engine.Rate = rate;
        using var files = new PromptFiles(_folder, _engine, NullLogger.Instance);

        var path = await files.FindAsync(new SpokenPiece("it", "uno"), CancellationToken.None);

        var samples = TestEngine.Samples(await File.ReadAllBytesAsync(path!), out var made);
        made.Should().Be(16000);
        samples.Length.Should().BeCloseTo(16000, 2, "it lasts a second");
        Loudness(samples, 1000, made).Should().BeApproximately(8000, 250);
        Loudness(samples, 1500, made).Should().BeLessThan(150);
        if (rate > 16000)
        {
            Loudness(samples, 16000 - 9000, made).Should().BeLessThan(400, "what lies above half the rate does not fold back");
        }
    }

    [Fact]
    public async Task Silence_around_speech_is_not_kept()
    {
        _engine.SilentSeconds = 0.5;
        using var files = new PromptFiles(_folder, _engine, NullLogger.Instance);

        var path = await files.FindAsync(new SpokenPiece("it", "uno"), CancellationToken.None);

        TestEngine.Samples(await File.ReadAllBytesAsync(path!), out _).Length.Should().BeCloseTo(16000 + (2 * 960), 20);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The amplitude of a tone.</summary>
    private static double Loudness(short[] samples, double hertz, int rate)
    {
        var (sine, cosine) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            var angle = 2 * Math.PI * hertz * i / rate;
            sine += samples[i] * Math.Sin(angle);
            cosine += samples[i] * Math.Cos(angle);
        }
        return 2 * Math.Sqrt((sine * sine) + (cosine * cosine)) / samples.Length;
    }
}
