using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Api;

/// <content>Voicemail.</content>
internal sealed partial class AdminClient
{
    /// <summary>The boxes.</summary>
    /// <exception cref="AdminException">No server answers.</exception>
    public Task<IReadOnlyList<BoxReply>> BoxesAsync(CancellationToken cancellationToken) =>
        GetAsync(AdminPaths.Voicemail, ApiJson.Default.IReadOnlyListBoxReply, cancellationToken);

    /// <summary>The messages of a box.</summary>
    /// <exception cref="AdminException">No server answers, or there is no such box.</exception>
    public Task<IReadOnlyList<VoiceMessageReply>> VoiceMessagesAsync(string box, CancellationToken cancellationToken) =>
        GetAsync(PathOf(box), ApiJson.Default.IReadOnlyListVoiceMessageReply, cancellationToken);

    /// <summary>A message as WAV.</summary>
    /// <exception cref="AdminException">No server answers, or there is no such message.</exception>
    public async Task<byte[]> MessageAsync(string box, string message, CancellationToken cancellationToken)
    {
        using var response = await ActAsync(HttpMethod.Get, $"{PathOf(box, message)}/audio", cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a message.</summary>
    /// <exception cref="AdminException">No server answers, or there is no such message.</exception>
    public async Task DeleteMessageAsync(string box, string message, CancellationToken cancellationToken) =>
        (await ActAsync(HttpMethod.Delete, PathOf(box, message), cancellationToken).ConfigureAwait(false)).Dispose();

    /// <summary>Lets the PIN of the document count again.</summary>
    /// <exception cref="AdminException">No server answers, or there is no such box.</exception>
    public async Task ResetPinAsync(string box, CancellationToken cancellationToken) =>
        (await ActAsync(HttpMethod.Post, PathOf(box, "resetPin"), cancellationToken).ConfigureAwait(false)).Dispose();

    private static string PathOf(params string[] parts) =>
        string.Join('/', parts.Select(Uri.EscapeDataString).Prepend(AdminPaths.Voicemail));
}
