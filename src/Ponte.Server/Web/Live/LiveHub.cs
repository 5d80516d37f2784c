using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Ponte.Server.Web.Live;

/// <summary>The pages' connection: they subscribe to topics, and are told <c>Snapshot</c> and <c>Change</c>.</summary>
[Authorize(Policy = Access.See)]
internal sealed class LiveHub(WebServices services) : Hub
{
    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        services.Parts!.Feed.Count(1);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        services.Parts!.Feed.Count(-1);
        return Task.CompletedTask;
    }

    /// <summary>Begins a topic.</summary>
    /// <param name="topic"><c>calls</c>, <c>overview</c> or <c>phones</c>.</param>
    /// <param name="lastSequence">The last number that the page saw; null for none.</param>
    /// <exception cref="HubException">There is no such topic.</exception>
    public async Task Subscribe(string topic, long? lastSequence)
    {
        if (topic is not (LiveFeeds.Calls or LiveFeeds.Overview or LiveFeeds.Phones))
        {
            throw new HubException("There is no such topic; known are calls, overview, phones");
        }
        await Groups.AddToGroupAsync(Context.ConnectionId, topic, Context.ConnectionAborted).ConfigureAwait(false);
        await services.Parts!.Feed.TellAsync(Clients.Caller, topic, lastSequence).ConfigureAwait(false);
    }

    /// <summary>Ends a topic.</summary>
    public Task Unsubscribe(string topic) => Groups.RemoveFromGroupAsync(Context.ConnectionId, topic, Context.ConnectionAborted);
}
