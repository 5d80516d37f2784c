namespace Ponte.Pbx.Mail;

/// <summary>What became of a mail that was to be sent.</summary>
public enum MailVerdict
{
    /// <summary>It is kept, also over a crash, and sent at least once.</summary>
    Kept,

    /// <summary>It is larger than mails may be; try without attachment.</summary>
    TooLarge,

    /// <summary>No mail server is set up.</summary>
    NotSetUp,

    /// <summary>An address is none, too many mails wait already, or the mail cannot be written to the disk.</summary>
    NotKept,
}
