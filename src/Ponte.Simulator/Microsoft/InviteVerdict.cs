using System.Collections.Immutable;

namespace Ponte.Simulator.Microsoft;

/// <summary>What Microsoft thinks of an INVITE from an SBC.</summary>
public sealed record InviteVerdict
{
    /// <summary>Why it is refused; null if it is not.</summary>
    public MicrosoftRefusal? Refusal { get; init; }

    /// <summary>The tenant; null if none was found.</summary>
    public TenantOptions? Tenant { get; init; }

    /// <summary>The user called; null if none was found.</summary>
    public UserOptions? User { get; init; }

    /// <summary>Whether it goes to voicemail at once.</summary>
    public bool IsForVoicemail { get; init; }

    /// <summary>What is against the documentation but is let through.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    internal static InviteVerdict Refused(MicrosoftRefusal refusal) => new() { Refusal = refusal };
}
