using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Api;

/// <content>Address books and names.</content>
internal sealed partial class AdminClient
{
    /// <summary>How the directories are.</summary>
    /// <exception cref="AdminException">No server answers, or it says no.</exception>
    public Task<ImmutableArray<DirectoryReply>> DirectoriesAsync(CancellationToken cancellationToken) =>
        GetAsync(AdminPaths.Directories, ApiJson.Default.ImmutableArrayDirectoryReply, cancellationToken);

    /// <summary>Contacts whose name, organisation or number contains a text.</summary>
    /// <exception cref="AdminException">No server answers, or it says no.</exception>
    public Task<ImmutableArray<ContactReply>> ContactsAsync(string text, string? book, int limit, CancellationToken cancellationToken) =>
        GetAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{AdminPaths.Contacts}?text={Uri.EscapeDataString(text)}&book={Uri.EscapeDataString(book ?? "")}&limit={limit}"
            ),
            ApiJson.Default.ImmutableArrayContactReply,
            cancellationToken
        );

    /// <summary>Whose a number is.</summary>
    /// <exception cref="AdminException">No server answers, or nobody knows the number.</exception>
    public Task<NameReply> NameAsync(string number, CancellationToken cancellationToken) =>
        GetAsync(AdminPaths.Name(number), ApiJson.Default.NameReply, cancellationToken);

    /// <summary>Imports a file in the place of a book, or looks at what that would do: progress, then the end.</summary>
    /// <exception cref="AdminException">No server answers, or it says no.</exception>
    public async IAsyncEnumerable<ImportMessage> ImportAsync(
        string book,
        Stream file,
        string fileName,
        string by,
        bool isPreview,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var query = $"?file={Uri.EscapeDataString(fileName)}{(isPreview ? "&preview=true" : "")}";
        using var request = new HttpRequestMessage(HttpMethod.Post, AdminPaths.Book(book) + query) { Content = new StreamContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.TryAddWithoutValidation(AdminPaths.AppliedByHeader, by);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        await CheckAsync(response, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(body, Encoding.UTF8);
        while (await NextLineAsync(reader, cancellationToken).ConfigureAwait(false) is { } line)
        {
            yield return JsonSerializer.Deserialize(line, ApiJson.Default.ImportMessage)!;
        }
    }

    /// <summary>Writes a book as CSV.</summary>
    /// <exception cref="AdminException">No server answers, or there is no such book.</exception>
    public async Task ExportBookAsync(string book, Stream output, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AdminPaths.Book(book));
        using var response = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        await CheckAsync(response, cancellationToken).ConfigureAwait(false);
        await response.Content.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a book away.</summary>
    /// <exception cref="AdminException">No server answers, or there is no such book.</exception>
    public async Task RemoveBookAsync(string book, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, AdminPaths.Book(book));
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        await CheckAsync(response, cancellationToken).ConfigureAwait(false);
    }
}
