using Ponte.Pbx.Document;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Plan;

/// <summary>What was dialled.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">In the inside form; the text itself where it is unreadable or a short code.</param>
internal sealed record Dialled(DialledKind Kind, string Number)
{
    /// <summary>The user whose number it is.</summary>
    public UserSettings? User { get; init; }

    /// <summary>The flow that the number leads to.</summary>
    public FlowSettings? Flow { get; init; }

    /// <summary>The mailbox at the number.</summary>
    public Mailbox? Box { get; init; }

    /// <summary>The short code.</summary>
    public ShortCode? Code { get; init; }

    /// <summary>Whether <see cref="Code"/> switches off.</summary>
    public bool IsOff { get; init; }

    /// <summary>What follows the short code, without what separates it.</summary>
    public string Argument { get; init; } = "";
}
