using System.Security.Cryptography;
using System.Text;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Document;
using Ponte.Server.Directories.Http;

namespace Ponte.Server.Calendars;

/// <summary>Fetches the texts of feeds: files of the data folder, and web addresses.</summary>
/// <param name="folder">The folder of the files.</param>
/// <param name="secret">Fetches an address; null where its reference leads nowhere.</param>
/// <param name="time">The clock.</param>
internal sealed class FeedSource(string folder, Func<SecretReference, string?> secret, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Lazy<HttpClient> _outside = new(() => WebClients.Create("", allowsLocal: false, redirects: 3));
    private readonly Lazy<HttpClient> _everywhere = new(() => WebClients.Create("", allowsLocal: true, redirects: 3));

    /// <summary>What tells a feed from others, without being a secret itself.</summary>
    public string KeyOf(FeedSettings feed) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(feed.Url is { } url ? secret(url) ?? "" : feed.File)).AsSpan(0, 16)
        );

    /// <summary>The text of a feed.</summary>
    /// <returns>The text, or null and why not: one line for a person, without the address.</returns>
    public async Task<(string? Text, string Failure)> FetchAsync(FeedSettings feed, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = feed.Url is { } url
                ? await DownloadAsync(url, feed.AllowLocal, cancellationToken).ConfigureAwait(false)
                : await ReadAsync(Path.Combine(folder, feed.File), cancellationToken).ConfigureAwait(false);
            return bytes.Length > FeedDays.MaxLength
                ? (null, $"is longer than {FeedDays.MaxLength / 1024} kB")
                : (Encoding.UTF8.GetString(bytes), "");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or LookupException)
        {
            return (null, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"does not answer within {Limit.TotalSeconds:0} s");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in new[] { _outside, _everywhere }.Where(c => c.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    private async Task<byte[]> DownloadAsync(SecretReference url, bool allowsLocal, CancellationToken cancellationToken)
    {
        // Calendars are handed out with webcal:// in place of https://.
        var text = secret(url)?.Trim().Replace("webcal://", "https://", StringComparison.OrdinalIgnoreCase);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new LookupException("its url is no address; give https://HOST/…");
        }
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var client = (allowsLocal ? _everywhere : _outside).Value;
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw new LookupException($"answers {(int)response.StatusCode}");
        }
        await using var stream = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
        return await ReadAsync(stream, either.Token).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All of a stream, or as much as shows that it is too long.</summary>
    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var bytes = new byte[FeedDays.MaxLength + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return bytes[..length];
    }
}
