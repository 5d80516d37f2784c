namespace Ponte.Server.Mail;

/// <summary>How the outbox is.</summary>
/// <param name="Waiting">Mails that are not sent yet.</param>
/// <param name="Delayed">Those of them that were tried in vain.</param>
/// <param name="Refused">Mails that were refused for good.</param>
/// <param name="Oldest">When the oldest that is not sent was taken; null where there is none.</param>
/// <param name="Failure">Why the oldest that was tried is not sent; empty where none was.</param>
internal sealed record MailState(int Waiting, int Delayed, int Refused, DateTimeOffset? Oldest, string Failure)
{
    /// <summary>With nothing to send.</summary>
    public static readonly MailState Empty = new(0, 0, 0, null, "");

    /// <summary>Whether something stays unsent.</summary>
    public bool IsAlarm => Delayed + Refused > 0;

    /// <summary>The state of mails.</summary>
    public static MailState Of(IReadOnlyList<WaitingMail> mails) =>
        new(
            mails.Count(m => m.NextAt is not null),
            mails.Count(m => m is { NextAt: not null, Attempts: > 0 }),
            mails.Count(m => m.NextAt is null),
            mails.Count > 0 ? mails.Min(m => m.CreatedAt) : null,
            mails.FirstOrDefault(m => m.Failure.Length > 0)?.Failure ?? ""
        );
}
