using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;

namespace Ponte.Server.Directories.Http;

/// <summary>
/// Asks web services for JSON, by GET, or by POST with JSON. A redirect is followed only within the address's own scheme, host and port, so that numbers and
/// secrets go nowhere else, and no proxy sees them. It connects when it is asked first.
/// </summary>
internal sealed class JsonService : IDisposable
{
    private const int MaxAnswer = 64 * 1024;
    private const int MaxRedirects = 3;
    private const int MaxDepth = 32;
    private readonly Func<SecretReference, string?> _secret;
    private readonly Lazy<HttpClient> _http;

    /// <summary>Makes it.</summary>
    /// <param name="trustAnchors">Who signs certificates; empty for those whom the system trusts.</param>
    /// <param name="allowsLocal">Whether it reaches this machine and link-local addresses.</param>
    /// <param name="secret">Fetches a secret; null where its reference leads nowhere.</param>
    public JsonService(string trustAnchors, bool allowsLocal, Func<SecretReference, string?> secret)
    {
        _secret = secret;
        _http = new Lazy<HttpClient>(
            () => WebClients.Create(trustAnchors, allowsLocal, redirects: 0),
            LazyThreadSafetyMode.PublicationOnly
        );
    }

    /// <summary>Asks.</summary>
    /// <param name="address">The address.</param>
    /// <param name="headers">What is sent with the question.</param>
    /// <param name="read">What of the answer is wanted; empty where it is not there.</param>
    /// <param name="cancellationToken">Nobody waits for the answer any more.</param>
    /// <param name="body">The JSON that is posted; null: it is asked by GET.</param>
    public Task<SourceAnswer> AskAsync(
        Uri address,
        IReadOnlyCollection<LookupHeader> headers,
        Func<JsonElement, string> read,
        CancellationToken cancellationToken,
        byte[]? body = null
    ) => SendAsync(address, headers, body, response => ReadAsync(response, read, cancellationToken), cancellationToken);

    /// <summary>Tells something; whatever it answers with a status of success, it was told.</summary>
    /// <param name="address">The address.</param>
    /// <param name="headers">What is sent with it.</param>
    /// <param name="body">The JSON that is posted.</param>
    /// <param name="cancellationToken">Nobody waits for the answer any more.</param>
    public Task<SourceAnswer> TellAsync(
        Uri address,
        IReadOnlyCollection<LookupHeader> headers,
        byte[] body,
        CancellationToken cancellationToken
    ) => SendAsync(address, headers, body, response => Task.FromResult(Told(response)), cancellationToken);

    private static SourceAnswer Told(HttpResponseMessage response) =>
        response.IsSuccessStatusCode ? SourceAnswer.NotFound : SourceAnswer.Failed($"answers {(int)response.StatusCode}");

    private async Task<SourceAnswer> SendAsync(
        Uri address,
        IReadOnlyCollection<LookupHeader> headers,
        byte[]? body,
        Func<HttpResponseMessage, Task<SourceAnswer>> read,
        CancellationToken cancellationToken
    )
    {
        try
        {
            for (var i = 0; i <= MaxRedirects; i++)
            {
                using var response = await SendAsync(address, headers, body, cancellationToken).ConfigureAwait(false);
                if (response.Headers.Location is not { } location || (int)response.StatusCode is < 300 or > 399)
                {
                    return await read(response).ConfigureAwait(false);
                }
                if (body is not null && (int)response.StatusCode < 307)
                {
                    return SourceAnswer.Failed("redirects without taking what is posted; give the address that it redirects to");
                }
                var next = new Uri(address, location);
                if (Uri.Compare(next, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
                {
                    return SourceAnswer.Failed($"redirects to another host, {next.Host}; give the address that it redirects to");
                }
                address = next;
            }
            return SourceAnswer.Failed("redirects in a circle");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or LookupException)
        {
            return SourceAnswer.Failed(e.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        Uri address,
        IReadOnlyCollection<LookupHeader> headers,
        byte[]? body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        request.Headers.Accept.ParseAdd("application/json");
        foreach (var header in headers)
        {
            var value = _secret(header.Value) ?? throw new LookupException($"the reference of header {header.Name} leads nowhere");
            if (!request.Headers.TryAddWithoutValidation(header.Name, value.Trim()))
            {
                throw new LookupException($"header {header.Name} cannot be sent with a question");
            }
        }
        return await _http.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<SourceAnswer> ReadAsync(
        HttpResponseMessage response,
        Func<JsonElement, string> read,
        CancellationToken cancellationToken
    )
    {
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NoContent)
        {
            return SourceAnswer.NotFound;
        }
        if (!response.IsSuccessStatusCode)
        {
            return SourceAnswer.Failed($"answers {(int)response.StatusCode}");
        }
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var answer = new byte[MaxAnswer + 1];
        var length = await stream
            .ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        if (length > MaxAnswer)
        {
            return SourceAnswer.Failed($"answers more than {MaxAnswer / 1024} kB");
        }
        try
        {
            using var json = JsonDocument.Parse(answer.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = MaxDepth });
            return SourceAnswer.Found(read(json.RootElement));
        }
        catch (JsonException)
        {
            return SourceAnswer.Failed("answers no JSON");
        }
    }
}
