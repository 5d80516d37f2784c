namespace Ponte.Calls.Model;

/// <summary>Who ended a call or leg. Stored: append only.</summary>
public enum EndSide
{
    /// <summary>Not known, for instance after a crash.</summary>
    Unknown = 0,

    /// <summary>The party that called.</summary>
    Caller = 1,

    /// <summary>The party that was called.</summary>
    Callee = 2,

    /// <summary>Ponte itself, by rule or by failure.</summary>
    System = 3,
}
