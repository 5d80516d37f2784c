using Ponte.Pbx.Voicemail;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Voicemail;

/// <content>What screens, programs and <c>ponte voicemail</c> ask for.</content>
internal sealed partial class VoicemailService
{
    /// <summary>All boxes: those of the document, and those in which something still lies.</summary>
    public IReadOnlyList<BoxReply> Boxes()
    {
        var own = _document() is { } document ? Mailbox.AllOf(document).ToList() : [];
        var gone = _store.Boxes.Where(b =>
            own.TrueForAll(o => !o.Id.Equals(b, StringComparison.Ordinal)) && _store.MessagesOf(b).Count > 0
        );
        return
        [
            .. own.Select(b => Reply(b.Id, b.Name, b.Settings.MaxMessages))
                .Concat(gone.Select(b => Reply(b, "", null)))
                .OrderBy(b => b.Box, StringComparer.Ordinal),
        ];
    }

    /// <summary>The boxes of a user: its own, and those that it shares.</summary>
    public IReadOnlyList<BoxReply> BoxesOf(string user) =>
        _document() is { } document
            ?
            [
                .. Mailbox
                    .AllOf(document)
                    .Where(b => b.Users.Contains(user, StringComparer.Ordinal))
                    .Select(b => Reply(b.Id, b.Name, b.Settings.MaxMessages)),
            ]
            : [];

    /// <summary>The messages of a box, the newest first; null where there is no such box.</summary>
    public IReadOnlyList<VoiceMessageReply>? Messages(string box) =>
        IsBox(box)
            ?
            [
                .. _store
                    .MessagesOf(box)
                    .Reverse()
                    .Select(m => new VoiceMessageReply(
                        m.Id,
                        m.At,
                        m.CallerNumber,
                        m.CallerName,
                        m.Call,
                        m.Length,
                        m.IsHeard,
                        m.AwaitsMail
                    )),
            ]
            : null;

    /// <summary>Writes a message as WAV to a stream.</summary>
    /// <param name="box">The box's key.</param>
    /// <param name="message">The message.</param>
    /// <param name="actor">Who wants it where that is not the owner, for the audit; null for the owner.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null; else why there is nothing, or not all.</returns>
    public async Task<string?> ExportAsync(string box, string message, string? actor, Stream target, CancellationToken cancellationToken)
    {
        if (!IsThere(box, message))
        {
            return "there is no such message";
        }
        Audit(actor, "voicemail.listen", box, message);
        return await _store.ExportAsync(box, message, target, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A message is heard, or new again.</summary>
    /// <returns>Whether it is there, and kept so.</returns>
    public async Task<bool> MarkAsync(string box, string message, bool isHeard) =>
        IsThere(box, message) && await _store.ChangeAsync(box, message, m => m with { IsHeard = isHeard }).ConfigureAwait(false);

    /// <summary>Deletes a message for good.</summary>
    /// <param name="box">The box's key.</param>
    /// <param name="message">The message.</param>
    /// <param name="actor">Who wants it where that is not the owner; null for the owner.</param>
    /// <returns>Whether it was there, and is gone.</returns>
    public async Task<bool> DeleteAsync(string box, string message, string? actor)
    {
        if (!IsThere(box, message))
        {
            return false;
        }
        Audit(actor, "voicemail.delete", box, message);
        return await _store.RemoveAsync(box, message).ConfigureAwait(false);
    }

    /// <summary>The PIN of the document counts again, and who guessed is let in again.</summary>
    /// <returns>Whether there is such a box, and it is kept so.</returns>
    public async Task<bool> ResetPinAsync(string box, string actor)
    {
        if (BoxOf(box) is null)
        {
            return false;
        }
        _audit.Add(Named(actor), "voicemail.resetPin", box);
        return await _store.ResetPinAsync(box).ConfigureAwait(false);
    }

    /// <summary>What is asked for is compared with what is there, and is no part of a path.</summary>
    private bool IsBox(string box) => BoxOf(box) is not null || _store.Boxes.Contains(box, StringComparer.Ordinal);

    private bool IsThere(string box, string message) =>
        IsBox(box) && _store.MessagesOf(box).Any(m => m.Id.Equals(message, StringComparison.Ordinal));

    private BoxReply Reply(string box, string name, int? maximum)
    {
        var messages = _store.MessagesOf(box);
        return new BoxReply(box, name, messages.Count(m => !m.IsHeard), messages.Count(m => m.IsHeard), messages.Count >= maximum);
    }

    private void Audit(string? actor, string action, string box, string message)
    {
        if (actor is not null)
        {
            _audit.Add(Named(actor), action, $"{box}/{message}");
        }
    }

    private static string Named(string actor) => actor.Length > 0 ? actor : "?";
}
