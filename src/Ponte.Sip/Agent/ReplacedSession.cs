namespace Ponte.Sip.Agent;

/// <summary>What an INVITE with Replaces names (RFC 3891 3).</summary>
/// <param name="Session">The session whose place is taken; null: the INVITE is refused.</param>
/// <param name="Refusal">The status to refuse with; 0 where there is a session.</param>
public readonly record struct ReplacedSession(InviteSession? Session, int Refusal);
