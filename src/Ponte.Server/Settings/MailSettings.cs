namespace Ponte.Server.Settings;

/// <summary>The mail server that takes our mails.</summary>
internal sealed record MailSettings
{
    /// <summary>Its name or address.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>How the way to it is encrypted.</summary>
    public MailTls Tls { get; init; }

    /// <summary>With which we sign in; empty for not at all.</summary>
    public string User { get; init; } = "";

    /// <summary>The password of <see cref="User"/>.</summary>
    public string Password { get; init; } = "";

    /// <summary>The sender's address.</summary>
    public required string From { get; init; }

    /// <summary>How large a mail may be, as it is sent.</summary>
    public int MaxMebibytes { get; init; } = DefaultMaxMebibytes;

    /// <summary>What most mail servers take.</summary>
    public const int DefaultMaxMebibytes = 20;

    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port} ({Tls})";
}
