namespace Ponte.Server.Mail;

/// <summary>What became of sending a mail.</summary>
internal enum SendKind
{
    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>The mail server cannot be reached, or does not let us in: no mail goes now.</summary>
    NoServer,

    /// <summary>The mail server does not take this one now (4xx).</summary>
    Later,

    /// <summary>The mail server will never take this one (5xx).</summary>
    Refused,
}
