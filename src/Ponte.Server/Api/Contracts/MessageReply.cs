namespace Ponte.Server.Api.Contracts;

/// <summary>A SIP message of a call, secrets masked.</summary>
/// <param name="At">When it passed.</param>
/// <param name="IsSent">Whether Ponte sent it.</param>
/// <param name="Protocol"><c>UDP</c>, <c>TCP</c> or <c>TLS</c>.</param>
/// <param name="Local">Ponte's address.</param>
/// <param name="Remote">The far end's address.</param>
/// <param name="SipCallId">Its Call-ID.</param>
/// <param name="Bytes">The message.</param>
internal sealed record MessageReply(
    DateTimeOffset At,
    bool IsSent,
    string Protocol,
    string Local,
    string Remote,
    string SipCallId,
    byte[] Bytes
);
