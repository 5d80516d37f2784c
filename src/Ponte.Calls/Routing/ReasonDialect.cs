namespace Ponte.Calls.Routing;

/// <summary>How a peer uses Q.850 causes in <c>Reason</c> (RFC 3326). Inside, causes are always those of ITU-T Q.850.</summary>
public enum ReasonDialect
{
    /// <summary>No <c>Reason</c> with Q.850 is sent; what comes is read as <see cref="Itu"/>.</summary>
    None = 0,

    /// <summary>ITU-T Q.850 with the mapping of RFC 3398: 486 goes with 17.</summary>
    Itu = 1,

    /// <summary>The mapping of NICC ND1017 as Teams uses it: 486 goes with 34.</summary>
    Nicc = 2,
}
