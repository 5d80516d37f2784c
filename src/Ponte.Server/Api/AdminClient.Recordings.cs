using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Api;

/// <content>Recordings.</content>
internal sealed partial class AdminClient
{
    /// <summary>All recordings.</summary>
    /// <exception cref="AdminException">No server answers, or it says no.</exception>
    public Task<IReadOnlyList<RecordingReply>> RecordingsAsync(CancellationToken cancellationToken) =>
        GetAsync(AdminPaths.Recordings, ApiJson.Default.IReadOnlyListRecordingReply, cancellationToken);

    /// <summary>One recording, looked into.</summary>
    /// <exception cref="AdminException">No server answers, or there is none.</exception>
    public Task<RecordingReply> RecordingAsync(string call, CancellationToken cancellationToken) =>
        GetAsync($"{AdminPaths.Recordings}/{Uri.EscapeDataString(call)}", ApiJson.Default.RecordingReply, cancellationToken);

    /// <summary>Writes a recording to a stream, decrypted.</summary>
    /// <exception cref="AdminException">No server answers, there is none, or it cannot be had in this form.</exception>
    public async Task ExportRecordingAsync(string call, bool isOgg, Stream target, CancellationToken cancellationToken)
    {
        var path = $"{AdminPaths.Recordings}/{Uri.EscapeDataString(call)}/audio?format={(isOgg ? "opus" : "wav")}";
        using var response = await ActAsync(HttpMethod.Get, path, cancellationToken).ConfigureAwait(false);
        await response.Content.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a recording.</summary>
    /// <exception cref="AdminException">No server answers, or there is none.</exception>
    public async Task DeleteRecordingAsync(string call, CancellationToken cancellationToken) =>
        (
            await ActAsync(HttpMethod.Delete, $"{AdminPaths.Recordings}/{Uri.EscapeDataString(call)}", cancellationToken)
                .ConfigureAwait(false)
        ).Dispose();

    /// <summary>Starts, stops, pauses or resumes the recording of a live call.</summary>
    /// <exception cref="AdminException">No server answers, or there is no such call.</exception>
    public async Task RecordAsync(string call, string wish, CancellationToken cancellationToken) =>
        (
            await ActAsync(HttpMethod.Post, $"{AdminPaths.Recordings}/{Uri.EscapeDataString(call)}/{wish}", cancellationToken)
                .ConfigureAwait(false)
        ).Dispose();

    private async Task<HttpResponseMessage> ActAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation(AdminPaths.AppliedByHeader, Environment.UserName);
        var response = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        await CheckAsync(response, cancellationToken).ConfigureAwait(false);
        return response;
    }
}
