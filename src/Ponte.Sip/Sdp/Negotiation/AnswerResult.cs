using System.Diagnostics.CodeAnalysis;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>The outcome of <see cref="AudioNegotiation.Answer"/>: an answer with what it agrees, or a refusal.</summary>
public sealed record AnswerResult
{
    private AnswerResult() { }

    /// <summary>Whether there is an answer.</summary>
    [MemberNotNullWhen(true, nameof(Answer), nameof(Agreed))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAgreed => Agreed is not null;

    /// <summary>The description to send.</summary>
    public SessionDescription? Answer => Agreed?.Local;

    /// <summary>What holds once it is sent.</summary>
    public AgreedAudio? Agreed { get; private init; }

    /// <summary>Why there is no answer.</summary>
    public SdpRefusal? Refusal { get; private init; }

    internal static AnswerResult Of(AgreedAudio agreed) => new() { Agreed = agreed };

    internal static AnswerResult Refused(string reason) => new() { Refusal = new SdpRefusal(488, reason) };
}
