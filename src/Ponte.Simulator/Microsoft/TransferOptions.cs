using Ponte.Simulator.Calls;

namespace Ponte.Simulator.Microsoft;

/// <summary>A transfer that a Teams user makes by REFER (reference section 13).</summary>
/// <param name="To">A user's short name or number, or another telephone number. Not looked at where <see cref="With"/> says whom.</param>
public sealed record TransferOptions(string To)
{
    /// <summary>The user's other call, whose place the transferred party takes: Refer-To then has Replaces. Null for a blind transfer.</summary>
    public SimulatedCall? With { get; init; }

    /// <summary>When the transferred leg is hung up.</summary>
    public TransferBye Bye { get; init; }

    /// <summary>Whether the call is put on hold before the REFER.</summary>
    public bool HoldsFirst { get; init; } = true;

    /// <summary>How long the answer to the final NOTIFY takes. An SBC must not hang up before it.</summary>
    public TimeSpan FinalAnswerAfter { get; init; }
}
