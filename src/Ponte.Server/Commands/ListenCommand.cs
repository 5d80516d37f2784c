using System.CommandLine;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte listen CALL --with EXTENSION</c>: a supervisor hears a call, whispers to the agent, barges in or takes over.</summary>
internal static class ListenCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var call = new Argument<string>("CALL") { Description = words.IdArgument };
        var with = new Option<string?>("--with") { Description = words.ListenWithOption, HelpName = "EXTENSION" };
        var whisper = new Option<string?>("--whisper") { Description = words.ListenWhisperOption, HelpName = "AGENT" };
        var barge = new Option<bool>("--barge") { Description = words.ListenBargeOption };
        var takeOver = new Option<bool>("--take-over") { Description = words.ListenTakeOverOption };
        var stop = new Option<bool>("--stop") { Description = words.ListenStopOption };
        var command = new Command("listen", words.ListenCommand) { call, with, whisper, barge, takeOver, stop };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var order = new Order(
                    parsed.GetRequiredValue(call),
                    parsed.GetValue(with),
                    parsed.GetValue(whisper),
                    parsed.GetValue(barge),
                    parsed.GetValue(takeOver),
                    parsed.GetValue(stop)
                );
                return RunAsync(new CommandSession(parsed, options, context), order, cancellationToken);
            }
        );
        return command;
    }

    private static Task<int> RunAsync(CommandSession session, Order order, CancellationToken cancellationToken)
    {
        if (order.Choices > 1)
        {
            return Task.FromResult(session.Fail(session.Words.ListenChoice));
        }
        if (order is { IsStop: false, With: null })
        {
            return Task.FromResult(session.Fail(session.Words.ListenNeedsWith));
        }
        return session.WithServerAsync(
            async client =>
            {
                if (order.IsStop)
                {
                    await client.EndSupervisionAsync(order.Call, cancellationToken).ConfigureAwait(false);
                    return 0;
                }
                await client.SuperviseAsync(order.Call, order.With!, order.Mode, order.Whisper, cancellationToken).ConfigureAwait(false);
                await session.Context.Out.WriteLineAsync(session.Words.Supervising(order.With!)).ConfigureAwait(false);
                return 0;
            },
            cancellationToken
        );
    }

    private sealed record Order(string Call, string? With, string? Whisper, bool IsBarge, bool IsTakeOver, bool IsStop)
    {
        public int Choices => new[] { Whisper is not null, IsBarge, IsTakeOver, IsStop }.Count(c => c);

        public string Mode =>
            IsBarge ? "barge"
            : IsTakeOver ? "takeOver"
            : Whisper is not null ? "whisper"
            : "listen";
    }
}
