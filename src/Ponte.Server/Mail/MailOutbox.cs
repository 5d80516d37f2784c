using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using MimeKit;
using Ponte.Pbx.Mail;
using Ponte.Server.Settings;

namespace Ponte.Server.Mail;

/// <summary>
/// Keeps mails in the database and sends them one after the other. A mail is written before it is acknowledged, and deleted after the mail
/// server took it: one that a crash meets in between is sent twice, with the same Message-ID, and none is lost.
/// </summary>
internal sealed class MailOutbox : IMailOutbox, IAsyncDisposable
{
    private readonly MailSettings? _settings;
    private readonly MailStore _store;
    private readonly IMailSender? _sender;
    private readonly MailOutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _refresh = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _over = new();
    private Task _work = Task.CompletedTask;
    private int _serverFailures;
    private volatile MailState _state = MailState.Empty;

    /// <summary>Creates the outbox; <see cref="Start"/> lets it send.</summary>
    /// <param name="settings">The mail server; null for none.</param>
    /// <param name="store">Where mails are kept.</param>
    /// <param name="sender">Hands them to the mail server; null with <paramref name="settings"/>.</param>
    /// <param name="options">When mails are tried again.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public MailOutbox(
        MailSettings? settings,
        MailStore store,
        IMailSender? sender,
        MailOutboxOptions options,
        TimeProvider time,
        ILogger log
    ) => (_settings, _store, _sender, _options, _time, _log) = (settings, store, sender, options, time, log);

    /// <summary>How the outbox is.</summary>
    public MailState State => _state;

    /// <summary>Whether a mail server is set.</summary>
    public bool IsSetUp => _settings is not null;

    /// <summary>Begins to send what is there from before.</summary>
    public void Start()
    {
        Refresh();
        _work = Task.Run(WorkAsync);
    }

    /// <inheritdoc/>
    public async ValueTask<MailVerdict> EnqueueAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (_settings is null)
        {
            return MailVerdict.NotSetUp;
        }
        if (MailText.Recipients(mail) is not { } recipients || _state.Waiting >= _options.MaxWaiting)
        {
            _log.MailNotKept(_state.Waiting >= _options.MaxWaiting ? "too many wait already" : "an address is none");
            return MailVerdict.NotKept;
        }
        // Files and SQLite wait for the disk: not on the loop of a call.
        var verdict = await Task.Run(() => Keep(mail, recipients), cancellationToken).ConfigureAwait(false);
        if (verdict == MailVerdict.Kept)
        {
            _wake.Release();
        }
        return verdict;
    }

    /// <summary>All mails that are not sent.</summary>
    public IReadOnlyList<WaitingMail> List() => _store.List();

    /// <summary>Tries all mails at once, those too that were refused for good.</summary>
    public void RetryAll()
    {
        _store.RetryAll(_time.GetUtcNow());
        _serverFailures = 0;
        Refresh();
        _wake.Release();
    }

    /// <summary>Takes a mail away unsent.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Delete(long id)
    {
        var wasThere = _store.Delete(id);
        Refresh();
        return wasThere;
    }

    /// <summary>Sends a mail past the outbox, to see whether it can be sent.</summary>
    /// <returns>Null where the mail server took it, else why not.</returns>
    public async Task<string?> TestAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (_settings is null || _sender is null)
        {
            return "no mail server is set; give Mail:Host and Mail:From in the settings";
        }
        if (MailText.Recipients(mail) is not [var recipient])
        {
            return "give one address, for instance ada@example.com";
        }
        var content = MailText.Of(mail, recipient, MailboxAddress.Parse(_settings.From), _time.GetUtcNow());
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var result = await _sender.SendAsync(content, recipient.Address, cancellationToken).ConfigureAwait(false);
            return result.Kind == SendKind.Sent ? null : result.Reason;
        }
        finally
        {
            _sending.Release();
            _wake.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        (_sender as IDisposable)?.Dispose();
        _over.Dispose();
        _wake.Dispose();
        _sending.Dispose();
    }

    private MailVerdict Keep(OutgoingMail mail, ImmutableArray<MailboxAddress> recipients)
    {
        try
        {
            var now = _time.GetUtcNow();
            var from = MailboxAddress.Parse(_settings!.From);
            var subject = MailText.Subject(mail);
            var mails = recipients.Select(r => (r.Address, subject, MailText.Of(mail, r, from, now))).ToList();
            if (mails.Any(m => m.Item3.Length > _settings.MaxMebibytes * 1024L * 1024))
            {
                return MailVerdict.TooLarge;
            }
            _store.Add(mails, now);
            Refresh();
            return MailVerdict.Kept;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or ParseException)
        {
            _log.MailNotKept(e.Message);
            return MailVerdict.NotKept;
        }
    }

    private async Task WorkAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            var pause = _options.LongestPause;
            try
            {
                pause = await RoundAsync().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // A defect with one mail must not stop the others for good: it is told, and tried again later.
            catch (Exception e)
            {
                if (_over.IsCancellationRequested)
                {
                    return;
                }
                _log.MailRoundFailed(e);
                pause = _options.PauseAfter(++_serverFailures);
            }
#pragma warning restore CA1031
            await PauseAsync(pause).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a mail comes, one is due, or the end.</summary>
    private async Task PauseAsync(TimeSpan pause)
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        var wait = _wake.WaitAsync(woken.Token);
        await Task.WhenAny(wait, Task.Delay(pause, _time, woken.Token)).ConfigureAwait(false);
        await woken.CancelAsync().ConfigureAwait(false);
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Sends what is due.</summary>
    /// <returns>How long there is nothing more to do.</returns>
    private async Task<TimeSpan> RoundAsync()
    {
        if (_sender is null)
        {
            return _options.LongestPause;
        }
        await _sending.WaitAsync(_over.Token).ConfigureAwait(false);
        try
        {
            foreach (var mail in _store.List().Where(m => m.NextAt <= _time.GetUtcNow()))
            {
                if (_store.Content(mail.Id) is not { } content)
                {
                    continue;
                }
                var result = await _sender.SendAsync(content, mail.Recipient, _over.Token).ConfigureAwait(false);
                Note(mail, result);
                if (result.Kind == SendKind.NoServer)
                {
                    PostponeAll(mail.Id, result.Reason);
                    break;
                }
                _serverFailures = 0;
            }
            await _sender.QuitAsync(_over.Token).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
        var next = Refresh().Where(m => m.NextAt is not null).Min(m => m.NextAt);
        var pause = next is { } at ? at - _time.GetUtcNow() : _options.LongestPause;
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    private void Note(WaitingMail mail, SendResult result)
    {
        var now = _time.GetUtcNow();
        if (result.Kind == SendKind.Sent)
        {
            _store.Delete(mail.Id);
            _log.MailSent(mail.Id);
        }
        else if (result.Kind == SendKind.Refused || now - mail.CreatedAt > _options.GiveUpAfter)
        {
            _store.Failed(mail.Id, null, result.Reason);
            _log.MailRefused(mail.Id, result.Reason);
        }
        else
        {
            var pause = _options.PauseAfter(mail.Attempts + 1);
            _store.Failed(mail.Id, now + pause, result.Reason);
            _log.MailLater(mail.Id, pause.TotalSeconds, result.Reason);
        }
        Refresh();
    }

    /// <summary>With a dead mail server all mails wait, and none of them costs a connection of its own.</summary>
    private void PostponeAll(long tried, string reason)
    {
        var now = _time.GetUtcNow();
        var pause = _options.PauseAfter(++_serverFailures);
        _log.MailServerDown(_settings!.ToString(), pause.TotalSeconds, reason);
        foreach (var mail in _store.List().Where(m => m.Id != tried && m.NextAt <= now))
        {
            _store.Failed(mail.Id, now + pause, reason);
        }
    }

    private IReadOnlyList<WaitingMail> Refresh()
    {
        try
        {
            // In turn: of two at once the later one is what shows.
            lock (_refresh)
            {
                var mails = _store.List();
                _state = MailState.Of(mails);
                return mails;
            }
        }
        catch (SqliteException e)
        {
            _log.MailsNotRead(e.Message);
            return [];
        }
    }
}
