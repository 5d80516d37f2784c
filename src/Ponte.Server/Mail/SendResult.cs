namespace Ponte.Server.Mail;

/// <summary>What became of sending a mail.</summary>
/// <param name="Kind">What.</param>
/// <param name="Reason">Why it was not sent; empty where it was.</param>
internal sealed record SendResult(SendKind Kind, string Reason = "");
