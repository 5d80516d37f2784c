namespace Ponte.Pbx.Doctor;

/// <summary>How mails are sent.</summary>
/// <param name="Delayed">Mails that were tried in vain.</param>
/// <param name="Refused">Mails that were refused for good.</param>
/// <param name="Since">When the oldest that is not sent was taken; null where there is none.</param>
/// <param name="Failure">Why.</param>
public sealed record MailFact(int Delayed, int Refused, DateTimeOffset? Since, string Failure);
