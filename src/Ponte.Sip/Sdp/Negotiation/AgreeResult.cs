using System.Diagnostics.CodeAnalysis;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>The outcome of <see cref="AudioNegotiation.Complete"/>: what a peer's answer agrees to, or why it cannot be used.</summary>
public sealed record AgreeResult
{
    private AgreeResult() { }

    /// <summary>Whether the answer can be used.</summary>
    [MemberNotNullWhen(true, nameof(Agreed))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAgreed => Agreed is not null;

    /// <summary>What holds from now on.</summary>
    public AgreedAudio? Agreed { get; private init; }

    /// <summary>Why the answer cannot be used; the leg must then end.</summary>
    public SdpRefusal? Refusal { get; private init; }

    internal static AgreeResult Of(AgreedAudio agreed) => new() { Agreed = agreed };

    internal static AgreeResult Refused(string reason) => new() { Refusal = new SdpRefusal(488, reason) };
}
