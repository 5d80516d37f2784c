namespace Ponte.Server.Mail;

/// <summary>Hands messages to the mail server. One caller at a time.</summary>
internal interface IMailSender
{
    /// <summary>Sends one message; the connection may stay open for the next. Does not throw for what network and server do.</summary>
    Task<SendResult> SendAsync(byte[] content, string recipient, CancellationToken cancellationToken);

    /// <summary>Closes the connection: there is nothing more to send for now.</summary>
    Task QuitAsync(CancellationToken cancellationToken);
}
