namespace Ponte.Server.Mail;

/// <summary>When mails are tried again.</summary>
internal sealed record MailOutboxOptions
{
    /// <summary>The pause after the first failure; each further one doubles it.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a mail is tried (RFC 5321 section 4.5.4.1); then it is kept, and tried by command only.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(5);

    /// <summary>How many mails may wait; more are not taken.</summary>
    public int MaxWaiting { get; init; } = 10_000;

    /// <summary>The pause after so many failures.</summary>
    public TimeSpan PauseAfter(int failures)
    {
        var doubled = FirstPause * Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        return doubled < LongestPause ? doubled : LongestPause;
    }
}
