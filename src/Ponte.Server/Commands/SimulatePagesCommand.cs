using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using Ponte.Server.Languages;
using Ponte.Server.Simulation;

namespace Ponte.Server.Commands;

/// <summary><c>ponte simulate pages</c>: the simulated sides in a browser, with sound.</summary>
internal static class SimulatePagesCommand
{
    private static readonly ImmutableArray<string> Sides = ["microsoft", "carrier", "phone"];

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context, Words words)
    {
        var listen = SimulateOptions.Required("--listen", words.SimulatorPagesListenOption, "ADDRESS:PORT", Loopback);
        var folder = SimulateOptions.Required<string>("--pages", words.SimulatorPagesFolderOption, "DIR");
        var ponte = new Option<Uri?>("--ponte")
        {
            Description = words.SimulatorPagesPonteOption,
            HelpName = "URL",
            CustomParser = r => Uri.TryCreate(r.Tokens[0].Value, UriKind.Absolute, out var uri) ? uri : SimulateOptions.Wrong<Uri?>(r),
        };
        var sides = Sides
            .Select(s => new Option<IPEndPoint?>($"--{s}")
            {
                Description = words.SimulatorPagesSideOption,
                HelpName = "ADDRESS:PORT",
                CustomParser = r => SimulateOptions.EndPoint(r.Tokens[0].Value) ?? SimulateOptions.Wrong<IPEndPoint?>(r),
            })
            .ToList();
        var command = new Command("pages", words.SimulatorPagesCommand) { listen, folder, ponte };
        sides.ForEach(command.Options.Add);
        command.SetAction(
            (parsed, cancellationToken) =>
                SimulateCommand.RunAsync(
                    context,
                    async (output, _, stop) =>
                    {
                        var options = new SimulatorPagesOptions
                        {
                            Listen = parsed.GetRequiredValue(listen),
                            Pages = Path.GetFullPath(parsed.GetRequiredValue(folder), context.CurrentFolder),
                            Ponte = parsed.GetValue(ponte),
                            Sides = sides
                                .Where(o => parsed.GetValue(o) is not null)
                                .ToImmutableDictionary(o => o.Name[2..], o => parsed.GetValue(o)!, StringComparer.Ordinal),
                        };
                        await using var pages = await SimulatorPages.StartAsync(options, stop).ConfigureAwait(false);
                        await output.WriteLineAsync($"{pages.Address}").ConfigureAwait(false);
                        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static IPEndPoint? Loopback(string text) =>
        SimulateOptions.EndPoint(text) is { } endPoint && IPAddress.IsLoopback(endPoint.Address) ? endPoint : null;
}
