using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.Pbx.Prompts;
using Ponte.Server.Directories.Http;
using Ponte.Server.Settings;

namespace Ponte.Server.Speech;

/// <summary>
/// A web service that speaks: it gets <c>{"text": …, "language": "it"}</c> by POST and answers with a WAV file (PCM of 16 bits, one channel). It connects when it is
/// asked first.
/// </summary>
internal sealed class HttpSpeechEngine(SpeechSettings settings, string trustAnchors, TimeProvider time) : ISpeechEngine, IDisposable
{
    /// <summary>A caller may be waiting.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Three minutes at the highest rate.</summary>
    private const int MaxAnswer = 16 * 1024 * 1024;

    private readonly Lazy<HttpClient> _http = new(
        () => WebClients.Create(trustAnchors, allowsLocal: true, redirects: 0),
        LazyThreadSafetyMode.PublicationOnly
    );

    /// <inheritdoc/>
    public string Name => settings.Url.ToString();

    /// <inheritdoc/>
    public async ValueTask<string?> SayAsync(string text, string language, string path, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = Request(text, language);
            using var response = await _http
                .Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token)
                .ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? await KeepAsync(response, path, either.Token).ConfigureAwait(false)
                : $"the speech service answers {(int)response.StatusCode}";
        }
        catch (Exception e) when (e is HttpRequestException or LookupException)
        {
            return $"the speech service cannot be asked: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "the speech service takes too long";
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

    private HttpRequestMessage Request(string text, string language)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["text"] = text, ["language"] = language });
        var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("audio/wav");
        if (settings.Key.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Key);
        }
        return request;
    }

    private static async Task<string?> KeepAsync(HttpResponseMessage response, string path, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var file = File.Create(path);
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (file.Length + read > MaxAnswer)
            {
                return $"the speech service answers more than {MaxAnswer / 1024 / 1024} MB";
            }
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }
        return null;
    }
}
