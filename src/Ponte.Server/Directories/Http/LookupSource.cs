using System.Net;
using System.Text.Json;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;

namespace Ponte.Server.Directories.Http;

/// <summary>
/// A web service as a source of names. It is asked by GET; a redirect is followed only within the address's own scheme, host and port, so
/// that numbers and secrets go nowhere else, and no proxy sees them.
/// </summary>
internal sealed class LookupSource : IDirectorySource
{
    private const int MaxAnswer = 64 * 1024;
    private const int MaxRedirects = 3;
    private const int MaxDepth = 32;
    private readonly LookupSettings _settings;
    private readonly Func<SecretReference, string?> _secret;
    private readonly JsonPath[] _paths;
    private readonly Lazy<HttpClient> _http;

    /// <summary>Makes the source; it connects when it is asked first.</summary>
    /// <param name="settings">The directory as the document describes it.</param>
    /// <param name="secret">Fetches a secret; null where its reference leads nowhere.</param>
    public LookupSource(LookupSettings settings, Func<SecretReference, string?> secret)
    {
        (_settings, _secret) = (settings, secret);
        _paths = [.. settings.NamePaths.Select(JsonPath.Parse).OfType<JsonPath>()];
        _http = new Lazy<HttpClient>(Connect, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <inheritdoc/>
    public string Name => _settings.Name;

    /// <inheritdoc/>
    public async Task<SourceAnswer> FindAsync(SoughtNumber number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(number);
        try
        {
            var address = new Uri(NumberPlaces.Fill(_settings.Url, number, Uri.EscapeDataString));
            for (var i = 0; i <= MaxRedirects; i++)
            {
                using var response = await AskAsync(address, cancellationToken).ConfigureAwait(false);
                if (response.Headers.Location is not { } location || (int)response.StatusCode is < 300 or > 399)
                {
                    return await ReadAsync(response, cancellationToken).ConfigureAwait(false);
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
    public ValueTask DisposeAsync()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
        return ValueTask.CompletedTask;
    }

    private async Task<HttpResponseMessage> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/json");
        foreach (var header in _settings.Headers)
        {
            var value = _secret(header.Value) ?? throw new LookupException($"the reference of header {header.Name} leads nowhere");
            if (!request.Headers.TryAddWithoutValidation(header.Name, value.Trim()))
            {
                throw new LookupException($"header {header.Name} cannot be sent with a question");
            }
        }
        return await _http.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SourceAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
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
            return SourceAnswer.Found(string.Join(' ', _paths.Select(p => p.Find(json.RootElement)).OfType<string>()));
        }
        catch (JsonException)
        {
            return SourceAnswer.Failed("answers no JSON");
        }
    }

    private HttpClient Connect()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = 8,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        if (_settings.TrustAnchors.Length > 0)
        {
            handler.SslOptions.CertificateChainPolicy =
                TrustedRoots.Load(_settings.TrustAnchors, out var failure) ?? throw new LookupException(failure);
        }
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The service cannot be asked; the message says why.</summary>
    private sealed class LookupException(string message) : Exception(message);
}
