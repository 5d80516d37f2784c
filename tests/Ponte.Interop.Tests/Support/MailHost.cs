using System.Globalization;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;
using Ponte.TestKit;

namespace Ponte.Interop.Tests.Support;

/// <summary>
/// A mail server on loopback: OpenSMTPD takes mails for <c>@example.com</c>, Dovecot shows them by IMAP. OpenSMTPD has one queue for the whole
/// machine and starts as root only.
/// </summary>
internal sealed class MailHost : IAsyncDisposable
{
    private const UnixFileMode ForAll =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    private readonly TestFolder _folder = new();
    private readonly int _imapPort = Loopback.FreePort();
    private ChildProcess? _smtp;
    private ChildProcess? _imap;

    private MailHost() { }

    public int Port { get; } = Loopback.FreePort();

    /// <summary>Starts both.</summary>
    public static async Task<MailHost> StartAsync()
    {
        var host = new MailHost();
        var mails = host._folder.File("mails");
        Directory.CreateDirectory(mails);
        // Mails are delivered as nobody, who has to get there.
        Allow(Path.GetDirectoryName(mails)!, ForAll);
        Allow(mails, ForAll | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        host._folder.Write("smtpd.conf", host.SmtpConfiguration());
        host._folder.Write("dovecot.conf", host.ImapConfiguration());
        host._imap = new ChildProcess("/usr/sbin/dovecot", ["-F", "-c", host._folder.File("dovecot.conf")]);
        await host.StartSmtpAsync();
        return host;
    }

    /// <summary>Starts OpenSMTPD (again) on the same port.</summary>
    public async Task StartSmtpAsync()
    {
        _smtp = new ChildProcess("/usr/sbin/smtpd", ["-d", "-f", _folder.File("smtpd.conf")]);
        await _smtp.LineAsync(l =>
            l.Contains("smtp: listen on", StringComparison.Ordinal) || l.Contains("OpenSMTPD", StringComparison.Ordinal)
        );
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var i = 0; i < 100; i++)
        {
            try
            {
                using var probe = new System.Net.Sockets.TcpClient();
                await probe.ConnectAsync("127.0.0.1", Port);
                return;
            }
            catch (System.Net.Sockets.SocketException)
            {
                await timer.WaitForNextTickAsync();
            }
        }
        throw new TimeoutException($"OpenSMTPD does not listen. It said:\n{_smtp.Output}");
    }

    /// <summary>Ends OpenSMTPD.</summary>
    public async Task StopSmtpAsync()
    {
        await _smtp!.TerminateAsync();
        await _smtp.ExitAsync();
        await _smtp.DisposeAsync();
        _smtp = null;
    }

    /// <summary>Waits for a mail to a user.</summary>
    /// <param name="user">Before the <c>@</c>.</param>
    /// <param name="count">How many there shall be.</param>
    public async Task<IReadOnlyList<MimeMessage>> MailsAsync(string user, int count = 1)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var i = 0; i < 120; i++)
        {
            if (await ReadAsync(user) is { } mails && mails.Count >= count)
            {
                return mails;
            }
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException($"No mail for {user}. OpenSMTPD said:\n{_smtp?.Output}\nDovecot said:\n{_imap?.Output}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_smtp is not null)
        {
            await StopSmtpAsync();
        }
        if (_imap is not null)
        {
            await _imap.TerminateAsync();
            await _imap.ExitAsync();
            await _imap.DisposeAsync();
        }
        _folder.Dispose();
    }

    private async Task<IReadOnlyList<MimeMessage>?> ReadAsync(string user)
    {
        try
        {
            using var client = new ImapClient();
            await client.ConnectAsync("127.0.0.1", _imapPort, SecureSocketOptions.None);
            await client.AuthenticateAsync(user, "secret");
            await client.Inbox!.OpenAsync(FolderAccess.ReadOnly);
            var mails = new List<MimeMessage>();
            for (var i = 0; i < client.Inbox.Count; i++)
            {
                mails.Add(await client.Inbox.GetMessageAsync(i));
            }
            await client.DisconnectAsync(quit: true);
            return mails;
        }
        catch (Exception e) when (e is System.Net.Sockets.SocketException or IOException or ProtocolException)
        {
            // Dovecot is not ready yet.
            return null;
        }
    }

    private static void Allow(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private string SmtpConfiguration() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            table users { "@" = "nobody" }
            listen on 127.0.0.1 port {{Port}}
            action "deliver" maildir "{{_folder.File("mails")}}/%{rcpt.user}" virtual <users>
            match from any for domain "example.com" action "deliver"

            """
        );

    private string ImapConfiguration() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            protocols = imap
            listen = 127.0.0.1
            base_dir = {{_folder.File("dovecot")}}
            state_dir = {{_folder.File("dovecot")}}
            log_path = /dev/stderr
            ssl = no
            disable_plaintext_auth = no
            first_valid_uid = 0
            mail_location = maildir:{{_folder.File("mails")}}/%n
            passdb {
              driver = static
              args = password=secret
            }
            userdb {
              driver = static
              args = uid=nobody gid=nogroup home={{_folder.File("mails")}}/%n allow_all_users=yes
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{_imapPort}}
              }
              inet_listener imaps {
                port = 0
              }
            }

            """
        );
}
