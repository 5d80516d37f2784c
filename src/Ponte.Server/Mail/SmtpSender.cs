using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Ponte.Server.Directories;
using Ponte.Server.Settings;

namespace Ponte.Server.Mail;

/// <summary>Hands messages to the mail server of the settings by SMTP (RFC 5321).</summary>
/// <param name="settings">The mail server.</param>
/// <param name="trustAnchors">Roots that it is also trusted by; empty for those of the system only.</param>
internal sealed class SmtpSender(MailSettings settings, string trustAnchors) : IMailSender, IDisposable
{
    /// <summary>For each answer; a server that says nothing for longer is dead.</summary>
    private const int AnswerMilliseconds = 30_000;

    private readonly SmtpClient _client = new() { Timeout = AnswerMilliseconds, CheckCertificateRevocation = false };
    private readonly MailboxAddress _from = MailboxAddress.Parse(settings.From);

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(byte[] content, string recipient, CancellationToken cancellationToken)
    {
        try
        {
            await ConnectAsync(cancellationToken).ConfigureAwait(false);
            using var bytes = new MemoryStream(content);
            using var message = await MimeMessage.LoadAsync(bytes, cancellationToken).ConfigureAwait(false);
            await _client.SendAsync(message, _from, [MailboxAddress.Parse(recipient)], cancellationToken).ConfigureAwait(false);
            return new SendResult(SendKind.Sent);
        }
        catch (SmtpCommandException e)
        {
            var kind = (int)e.StatusCode >= 500 ? SendKind.Refused : SendKind.Later;
            return new SendResult(kind, FormattableString.Invariant($"{(int)e.StatusCode} {e.Message}"));
        }
        catch (Exception e) when (IsOfServer(e) && !cancellationToken.IsCancellationRequested)
        {
            return new SendResult(SendKind.NoServer, Reason(e));
        }
    }

    /// <inheritdoc/>
    public async Task QuitAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_client.IsConnected)
            {
                await _client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsOfServer(e) || e is SmtpCommandException)
        {
            // It is gone already.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (_client.IsConnected)
        {
            return;
        }
        if (trustAnchors.Length > 0 && TrustedRoots.Load(trustAnchors, out _) is { } policy)
        {
            _client.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
                errors == System.Net.Security.SslPolicyErrors.None
                || (errors == System.Net.Security.SslPolicyErrors.RemoteCertificateChainErrors && IsOf(policy, certificate, chain));
        }
        var tls = settings.Tls switch
        {
            MailTls.StartTls => SecureSocketOptions.StartTls,
            MailTls.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        };
        try
        {
            await _client.ConnectAsync(settings.Host, settings.Port, tls, cancellationToken).ConfigureAwait(false);
            if (settings.User.Length > 0)
            {
                await _client.AuthenticateAsync(settings.User, settings.Password, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (SmtpCommandException e)
        {
            // It does not take us, which is no fault of the mail.
            await QuitAsync(cancellationToken).ConfigureAwait(false);
            throw new ServiceNotConnectedException(FormattableString.Invariant($"{(int)e.StatusCode} {e.Message}"), e);
        }
        catch (AuthenticationException)
        {
            await QuitAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private static bool IsOf(X509ChainPolicy policy, X509Certificate? certificate, X509Chain? sent)
    {
        if (certificate is not X509Certificate2 leaf)
        {
            return false;
        }
        using var chain = new X509Chain { ChainPolicy = policy.Clone() };
        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainPolicy.ExtraStore ?? []);
        return chain.Build(leaf);
    }

    private static bool IsOfServer(Exception error) =>
        error
            is SocketException
                or IOException
                or TimeoutException
                or OperationCanceledException
                or AuthenticationException
                or SslHandshakeException
                or NotSupportedException
                or ProtocolException
                or ServiceNotConnectedException
                or ServiceNotAuthenticatedException;

    /// <summary>The first line: MailKit explains certificates on many.</summary>
    private static string Reason(Exception error) =>
        error is AuthenticationException
            ? $"Mail:User or Mail:Password is not right: {FirstLine(error.Message)}"
            : FirstLine(error.Message);

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
