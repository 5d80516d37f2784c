namespace Ponte.Pbx.Document;

/// <summary>Between whom a call is.</summary>
public enum CallDirection
{
    /// <summary>From outside to somebody in the house.</summary>
    Inbound,

    /// <summary>From somebody in the house to outside.</summary>
    Outbound,

    /// <summary>Between two in the house.</summary>
    Internal,
}
