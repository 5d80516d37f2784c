using System.Globalization;
using Ponte.Server.Mail;

namespace Ponte.Server.Api;

/// <content>Mails.</content>
internal sealed partial class AdminClient
{
    /// <summary>The mails that are not sent.</summary>
    /// <exception cref="AdminException">No server answers, or its database cannot be read.</exception>
    public Task<IReadOnlyList<WaitingMail>> MailsAsync(CancellationToken cancellationToken) =>
        GetAsync(AdminPaths.Mail, ApiJson.Default.IReadOnlyListWaitingMail, cancellationToken);

    /// <summary>Tries all mails at once.</summary>
    /// <returns>The mails that are not sent.</returns>
    /// <exception cref="AdminException">No server answers, or its database cannot be written.</exception>
    public async Task<IReadOnlyList<WaitingMail>> RetryMailsAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AdminPaths.Mail + "/retry");
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        await CheckAsync(response, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, ApiJson.Default.IReadOnlyListWaitingMail, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a mail at once, to see whether it can be sent.</summary>
    /// <exception cref="AdminException">No server answers, or the mail is not sent; the message says why.</exception>
    public Task TestMailAsync(string to, string subject, string text, CancellationToken cancellationToken) =>
        DoAsync(
            HttpMethod.Post,
            $"{AdminPaths.Mail}/test?to={Uri.EscapeDataString(to)}&subject={Uri.EscapeDataString(subject)}&text={Uri.EscapeDataString(text)}",
            cancellationToken
        );

    /// <summary>Takes a mail away unsent.</summary>
    /// <exception cref="AdminException">No server answers, or there is no such mail.</exception>
    public Task DeleteMailAsync(long id, CancellationToken cancellationToken) =>
        DoAsync(HttpMethod.Delete, $"{AdminPaths.Mail}/{id.ToString(CultureInfo.InvariantCulture)}", cancellationToken);

    private async Task DoAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        await CheckAsync(response, cancellationToken).ConfigureAwait(false);
    }
}
