using System.Diagnostics.CodeAnalysis;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>The outcome of a step of <see cref="FaxNegotiation"/>: what is agreed, or why nothing is.</summary>
public sealed record FaxResult
{
    private FaxResult() { }

    /// <summary>Whether both sides agree.</summary>
    [MemberNotNullWhen(true, nameof(Agreed))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAgreed => Agreed is not null;

    /// <summary>What holds once our description is sent.</summary>
    public AgreedFax? Agreed { get; private init; }

    /// <summary>Why there is nothing; what held before goes on.</summary>
    public SdpRefusal? Refusal { get; private init; }

    internal static FaxResult Of(AgreedFax agreed) => new() { Agreed = agreed };

    internal static FaxResult Refused(string reason) => new() { Refusal = new SdpRefusal(488, reason) };
}
