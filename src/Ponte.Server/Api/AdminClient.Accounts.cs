using System.Text.Json;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Api;

/// <content>Accounts.</content>
internal sealed partial class AdminClient
{
    /// <summary>Who signs in on the pages.</summary>
    /// <exception cref="AdminException">No server answers.</exception>
    public Task<IReadOnlyList<AccountStatus>> AccountsAsync(CancellationToken cancellationToken) =>
        GetAsync(AdminPaths.Accounts, ApiJson.Default.IReadOnlyListAccountStatus, cancellationToken);

    /// <summary>Makes an account, or gives it another password and role.</summary>
    /// <exception cref="AdminException">No server answers, or it cannot be.</exception>
    public async Task SetAccountAsync(string name, AccountWish wish, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, AdminPaths.Account(name))
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(wish, ApiJson.Default.AccountWish)),
        };
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        await CheckAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes an account away.</summary>
    /// <exception cref="AdminException">No server answers, there is no such account, or it is the last one that administers.</exception>
    public async Task RemoveAccountAsync(string name, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, AdminPaths.Account(name));
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        await CheckAsync(response, cancellationToken).ConfigureAwait(false);
    }
}
