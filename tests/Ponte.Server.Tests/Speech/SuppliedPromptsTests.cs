using System.Buffers.Binary;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Pbx.Flows;
using Ponte.Pbx.Prompts;

namespace Ponte.Server.Tests.Speech;

/// <summary>The recordings that come with Ponte.</summary>
public sealed class SuppliedPromptsTests
{
    [Fact]
    public void Every_prompt_is_there_in_its_languages_and_long_enough_for_its_words()
    {
        using var files = new PromptFiles("/nowhere", null, NullLogger.Instance)
        {
            Supplied = Path.Combine(AppContext.BaseDirectory, "prompts"),
        };
        foreach (var prompt in DefaultPrompts.All)
        {
            prompt.Texts.Select(t => t.Language).Should().Equal("en", "it");
            foreach (var (language, text) in prompt.Texts)
            {
                var path = files.Ready(new SpokenPiece(language, text, prompt.Name));
                path.Should().NotBeNull($"{language}/{prompt.Name} is made by: ponte prompts render prompts");
                var wav = File.ReadAllBytes(path!);
                var rate = BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(24));
                var seconds = (wav.Length - 44) / 2.0 / rate;
                (seconds / text.Length).Should().BeInRange(0.03, 0.8, $"{language}/{prompt.Name} says its words");
            }
        }
    }
}
