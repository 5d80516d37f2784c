namespace Ponte.Pbx.CallBacks;

/// <summary>A user waits for another one to be free (RFC 6910 in the small: CCBS, and CCNR after no answer).</summary>
/// <param name="Requester">The key of the user who waits.</param>
/// <param name="Wanted">The key of the user who is wanted.</param>
/// <param name="Number">What is dialled when both are free.</param>
/// <param name="AskedAt">When it was asked for; wall-clock time, UTC.</param>
/// <param name="IsArmed">Whether the wanted user was busy since, so that being free is news.</param>
/// <param name="Rings">How often the requester was rung in vain.</param>
public sealed record CallBackRequest(string Requester, string Wanted, string Number, DateTimeOffset AskedAt, bool IsArmed, int Rings = 0)
{
    /// <summary>Before then the requester is not rung again.</summary>
    internal DateTimeOffset NotBefore { get; init; } = DateTimeOffset.MinValue;

    internal bool IsOf(string requester, string wanted) =>
        Requester.Equals(requester, StringComparison.Ordinal) && Wanted.Equals(wanted, StringComparison.Ordinal);

    internal bool Concerns(string user) =>
        Requester.Equals(user, StringComparison.Ordinal) || Wanted.Equals(user, StringComparison.Ordinal);
}
