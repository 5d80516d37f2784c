namespace Ponte.Server.Settings;

/// <summary>How the way to the mail server is encrypted.</summary>
internal enum MailTls
{
    /// <summary>STARTTLS (RFC 3207), and no mail without it.</summary>
    StartTls,

    /// <summary>From the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>Not at all.</summary>
    Off,
}
