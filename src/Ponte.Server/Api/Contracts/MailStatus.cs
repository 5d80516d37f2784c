namespace Ponte.Server.Api.Contracts;

/// <summary>How mails are sent.</summary>
/// <param name="State"><see cref="HealthState.Unknown"/> where no mail server is set; degraded where a mail stays unsent.</param>
/// <param name="Waiting">Mails that are not sent yet.</param>
/// <param name="Refused">Mails that the mail server will never take.</param>
/// <param name="Detail">Why the oldest is not sent; empty where nothing is wrong.</param>
internal sealed record MailStatus(HealthState State, int Waiting, int Refused, string Detail);
