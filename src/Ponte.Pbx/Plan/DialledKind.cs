namespace Ponte.Pbx.Plan;

/// <summary>What a dialled text is.</summary>
internal enum DialledKind
{
    /// <summary>No number at all.</summary>
    Unreadable,

    /// <summary>An emergency number.</summary>
    Emergency,

    /// <summary>A short code.</summary>
    ShortCode,

    /// <summary>A number of a user.</summary>
    User,

    /// <summary>A number that leads to a flow.</summary>
    Flow,

    /// <summary>A number of a mailbox.</summary>
    Mailbox,

    /// <summary>A number of an exchange.</summary>
    Exchange,

    /// <summary>In the range of a carrier's line, and nobody's.</summary>
    Unassigned,

    /// <summary>A service number of the public network.</summary>
    Service,

    /// <summary>A number outside.</summary>
    Outside,

    /// <summary>Nobody's number.</summary>
    Unknown,
}
