namespace Ponte.Server.Api;

/// <content>Calendars.</content>
internal sealed partial class AdminClient
{
    /// <summary>Sets a calendar by hand.</summary>
    /// <param name="calendar">Its name.</param>
    /// <param name="to">One of the words of <see cref="CalendarsApi.Words"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AdminException">No server answers, there is no such calendar, or it cannot be kept.</exception>
    public async Task SetCalendarAsync(string calendar, string to, CancellationToken cancellationToken)
    {
        var path = $"{AdminPaths.Calendars}/{Uri.EscapeDataString(calendar)}/switch?to={Uri.EscapeDataString(to)}";
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        await CheckAsync(response, cancellationToken).ConfigureAwait(false);
    }
}
