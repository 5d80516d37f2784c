using Ponte.Pbx.Document;
using Ponte.Pbx.Mail;
using Ponte.Pbx.Voicemail;
using Ponte.Server.Storage;
using Ponte.Server.Web.Audit;

namespace Ponte.Server.Voicemail;

/// <summary>
/// What becomes of messages besides being listened to by phone: they are mailed, deleted when their time is over, listed and heard on screens. What
/// others than the owner do stands in the audit, before it is done.
/// </summary>
internal sealed partial class VoicemailService : IAsyncDisposable
{
    /// <summary>How long a deleted message lies there, so that a slip can be undone.</summary>
    public static readonly TimeSpan KeepDeleted = TimeSpan.FromDays(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly VoicemailStore _store;
    private readonly VoicemailMailer _mailer;
    private readonly Func<CompanyDocument?> _document;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _over = new();
    private readonly IReadOnlyList<(string Box, IReadOnlyList<VoiceMessage> Drafts)> _drafts;
    private Task _work = Task.CompletedTask;

    /// <summary>Looks for what a former process left half done, before calls are let in.</summary>
    /// <param name="store">The messages.</param>
    /// <param name="outbox">Sends mails.</param>
    /// <param name="document">The company document in force; null for none.</param>
    /// <param name="audit">Told of what others than the owner do.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public VoicemailService(
        VoicemailStore store,
        IMailOutbox outbox,
        Func<CompanyDocument?> document,
        AuditLog audit,
        TimeProvider time,
        ILogger log
    )
    {
        (_store, _document, _audit, _time, _log) = (store, document, audit, time, log);
        _mailer = new VoicemailMailer(store, outbox, document, time, log);
        _drafts = [.. store.Boxes.Select(b => (b, store.FilesOf(b).Drafts())).Where(d => d.Item2.Count > 0)];
        store.Left += (_, _) => _wake.Release();
        store.Opened += (box, caller) => AuditPhone("voicemail.listen", box, caller);
        store.Locked += (box, caller) => AuditPhone("voicemail.locked", box, caller);
    }

    /// <summary>Why messages cannot be kept or mailed; null where they can.</summary>
    public string? Failure => _store.Failure ?? (_mailer.Failure is { } reason ? $"voicemail is not mailed: {reason}" : null);

    /// <summary>
    /// Keeps the messages that were being left when the former process died, and begins to mail and to delete. When telephony is up: the media writes
    /// the former ones no more.
    /// </summary>
    public async Task StartAsync()
    {
        foreach (var (box, drafts) in _drafts)
        {
            await _store.RecoverAsync(box, drafts, BoxOf(box)?.Settings.Mail.Count > 0).ConfigureAwait(false);
        }
        _work = Task.Run(WorkAsync);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
        _wake.Dispose();
    }

    /// <summary>Deletes for good what was deleted a while ago, and what is older than its box keeps messages.</summary>
    /// <remarks>What awaits its mail stays. A box that is not in the document any more keeps as long as boxes do that say nothing.</remarks>
    public async Task SweepAsync()
    {
        var now = _time.GetUtcNow();
        foreach (var box in _store.Boxes)
        {
            var settings = (BoxOf(box)?.Settings ?? new VoicemailSettings());
            var old = _store
                .FilesOf(box)
                .Messages.Where(m =>
                    m.DeletedAt is { } at
                        ? now - at >= KeepDeleted
                        : settings.KeepDays is { } days
                            && now - m.At >= TimeSpan.FromDays(days)
                            && !(m.AwaitsMail && settings.Mail.Count > 0)
                )
                .ToList();
            foreach (var message in old)
            {
                await _store.RemoveAsync(box, message.Id).ConfigureAwait(false);
            }
        }
    }

    private Mailbox? BoxOf(string key) => _document() is { } document ? Mailbox.Of(key, document) : null;

    private async Task WorkAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                await _mailer.RoundAsync(_over.Token).ConfigureAwait(false);
                await SweepAsync().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // A defect with one message must not stop the others for good: it is told, and tried again.
            catch (Exception e) when (!_over.IsCancellationRequested)
            {
                _log.BoxesNotSwept(e.Message);
            }
#pragma warning restore CA1031
            await PauseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a message is left, or a while.</summary>
    private async Task PauseAsync()
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        var wait = _wake.WaitAsync(woken.Token);
        await Task.WhenAny(wait, Task.Delay(Pause, _time, woken.Token)).ConfigureAwait(false);
        await woken.CancelAsync().ConfigureAwait(false);
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>What is done by phone is done: a caller does not wait for the audit.</summary>
    private void AuditPhone(string action, string box, string caller) =>
        _ = Task.Run(() =>
        {
            try
            {
                _audit.Add(caller.Length > 0 ? caller : "?", action, box);
            }
            catch (StorageException e)
            {
                _log.VoicemailNotAudited(e.Message);
            }
        });
}
