namespace Ponte.Pbx.Plan;

/// <summary>Why a call was forwarded.</summary>
public enum ForwardReason
{
    /// <summary>Not told.</summary>
    Unknown,

    /// <summary>Every call is.</summary>
    Always,

    /// <summary>Busy, declined, or do not disturb.</summary>
    Busy,

    /// <summary>Nobody answered.</summary>
    NoAnswer,

    /// <summary>Nothing could be reached.</summary>
    Unreachable,
}
