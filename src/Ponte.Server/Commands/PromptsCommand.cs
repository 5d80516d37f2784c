using System.CommandLine;
using Ponte.Pbx.Prompts;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte prompts render</c>: has the prompts that come with Ponte said by espeak-ng into a folder, which is how they were made.</summary>
internal static class PromptsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var folder = new Argument<string>("FOLDER") { Description = words.PromptsFolder };
        var render = new Command("render", words.PromptsRenderCommand) { folder };
        render.SetAction(
            async (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                if (EspeakEngine.Find(Environment.GetEnvironmentVariable("PATH"), context.Time) is not { } engine)
                {
                    return session.Fail(session.Words.NoEspeak);
                }
                var target = Path.GetFullPath(parsed.GetRequiredValue(folder), context.CurrentFolder);
                return await RenderAsync(session, engine, target, cancellationToken).ConfigureAwait(false);
            }
        );
        return new Command("prompts", words.PromptsCommand) { render };
    }

    private static async Task<int> RenderAsync(
        CommandSession session,
        EspeakEngine engine,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var count = 0;
        foreach (var prompt in DefaultPrompts.All)
        {
            foreach (var (language, text) in prompt.Texts)
            {
                var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, language)).FullName, $"{prompt.Name}.wav");
                var raw = $"{path}.raw";
                var fault = await engine.SayAsync(text, language, raw, cancellationToken).ConfigureAwait(false);
                fault ??= TelephoneWav.Convert(raw, path);
                File.Delete(raw);
                if (fault is not null)
                {
                    return session.Fail($"{language}/{prompt.Name}: {fault}");
                }
                count++;
            }
        }
        session.Context.Out.WriteLine(session.Words.PromptsRendered(count, folder));
        return 0;
    }
}
