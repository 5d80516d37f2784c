namespace Ponte.Server.Mail;

/// <summary>A mail that is not sent, without its content.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="CreatedAt">When it was taken.</param>
/// <param name="Attempts">How often it was tried in vain.</param>
/// <param name="NextAt">When it is tried next; null where it was refused for good.</param>
/// <param name="Failure">Why it is not sent; empty before the first attempt.</param>
internal sealed record WaitingMail(
    long Id,
    string Recipient,
    string Subject,
    long Bytes,
    DateTimeOffset CreatedAt,
    int Attempts,
    DateTimeOffset? NextAt,
    string Failure
);
