using System.Globalization;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Api;

/// <content>Rooms and supervision.</content>
internal sealed partial class AdminClient
{
    /// <summary>The rooms, and who is in them.</summary>
    /// <exception cref="AdminException">No server answers.</exception>
    public Task<IReadOnlyList<RoomReply>> RoomsAsync(CancellationToken cancellationToken) =>
        GetAsync(AdminPaths.Rooms, ApiJson.Default.IReadOnlyListRoomReply, cancellationToken);

    /// <summary>Mutes, unmutes or removes a member of a room.</summary>
    /// <exception cref="AdminException">No server answers, or there is no such member.</exception>
    public async Task OrderMemberAsync(string room, int leg, string order, CancellationToken cancellationToken)
    {
        var member = leg.ToString(CultureInfo.InvariantCulture);
        var path = $"{AdminPaths.Rooms}/{Uri.EscapeDataString(room)}/members/{member}/{order}";
        (await ActAsync(HttpMethod.Post, path, cancellationToken).ConfigureAwait(false)).Dispose();
    }

    /// <summary>Rings a supervisor for a call, or changes who hears the one who is there.</summary>
    /// <exception cref="AdminException">No server answers, or it cannot be done.</exception>
    public async Task SuperviseAsync(string call, string with, string mode, string? agent, CancellationToken cancellationToken)
    {
        var path =
            $"{AdminPaths.Call(call)}/supervision?with={Uri.EscapeDataString(with)}&mode={mode}&agent={Uri.EscapeDataString(agent ?? "")}";
        (await ActAsync(HttpMethod.Post, path, cancellationToken).ConfigureAwait(false)).Dispose();
    }

    /// <summary>Lets the supervisor of a call go.</summary>
    /// <exception cref="AdminException">No server answers, or nobody supervises it.</exception>
    public async Task EndSupervisionAsync(string call, CancellationToken cancellationToken) =>
        (await ActAsync(HttpMethod.Delete, $"{AdminPaths.Call(call)}/supervision", cancellationToken).ConfigureAwait(false)).Dispose();
}
