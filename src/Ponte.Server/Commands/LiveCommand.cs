using System.Text.Json;
using Ponte.Calls.Model;
using Ponte.Server.Api;
using Ponte.Server.History;
using Ponte.Server.Live;
using Spectre.Console;

namespace Ponte.Server.Commands;

/// <summary><c>ponte calls --live</c>: a table that follows the calls on a terminal, a line for each change elsewhere.</summary>
internal sealed class LiveCommand(CommandSession session, bool isJson)
{
    private const int EndedShown = 5;
    private readonly Dictionary<CallId, CallView> _calls = [];
    private readonly List<CallView> _ended = [];

    /// <summary>Follows the calls until the server ends or the user has seen enough.</summary>
    public async Task<int> RunAsync(AdminClient client, CancellationToken cancellationToken)
    {
        try
        {
            await (
                session.Context.IsTerminal && !isJson ? DrawAsync(client, cancellationToken) : PrintAsync(client, cancellationToken)
            ).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The user has seen enough.
        }
        return 0;
    }

    private async Task PrintAsync(AdminClient client, CancellationToken cancellationToken)
    {
        await foreach (var change in client.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (isJson)
            {
                await session
                    .Context.Out.WriteLineAsync(JsonSerializer.Serialize(change, ApiJson.Default.LiveChange))
                    .ConfigureAwait(false);
                continue;
            }
            foreach (var call in change.Calls ?? [change.Call!])
            {
                await session.Context.Out.WriteLineAsync(LineOf(call, change.At ?? call.StartedAt)).ConfigureAwait(false);
            }
        }
    }

    private async Task DrawAsync(AdminClient client, CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(session.Context.Out) });
        await console
            .Live(Picture())
            .StartAsync(async display =>
            {
                using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1), session.Context.Time);
                var redraw = RedrawAsync(display, ticks);
                try
                {
                    await foreach (var change in client.WatchAsync(cancellationToken).ConfigureAwait(false))
                    {
                        Take(change);
                        Refresh(display);
                    }
                }
                finally
                {
                    ticks.Dispose();
                    await redraw.ConfigureAwait(false);
                }
            })
            .ConfigureAwait(false);
    }

    /// <summary>Durations grow without events.</summary>
    private async Task RedrawAsync(LiveDisplayContext display, PeriodicTimer ticks)
    {
        while (await ticks.WaitForNextTickAsync().ConfigureAwait(false))
        {
            Refresh(display);
        }
    }

    private void Refresh(LiveDisplayContext display)
    {
        lock (_calls)
        {
            display.UpdateTarget(Picture());
        }
    }

    private Table Picture() =>
        _calls.Count + _ended.Count == 0
            ? new Table().Border(TableBorder.None).AddColumn(Markup.Escape(session.Words.NoLiveCalls))
            : CallsCommand.TableOf(_calls.Values.OrderBy(c => c.StartedAt).Concat(_ended), session).Framed();

    private void Take(LiveChange change)
    {
        lock (_calls)
        {
            if (change.Calls is { } all)
            {
                _calls.Clear();
                foreach (var call in all)
                {
                    _calls[call.Id] = call;
                }
            }
            else if (change.Call is { } call && call.EndedAt is null)
            {
                _calls[call.Id] = call;
            }
            else if (change.Call is { } ended)
            {
                _calls.Remove(ended.Id);
                _ended.Insert(0, ended);
                _ended.RemoveRange(Math.Min(EndedShown, _ended.Count), Math.Max(0, _ended.Count - EndedShown));
            }
        }
    }

    private string LineOf(CallView call, DateTimeOffset at)
    {
        var words = session.Words;
        var what = call.End is { } end ? $"{words.Ended}: {words.Why(end)}" : words.Phase(call.Phase);
        return $"{CallText.Time(at, session.Context.Time)}  {call.Id}  {words.Party(call.Caller)} → {words.Party(call.Called)}  {what}";
    }
}
