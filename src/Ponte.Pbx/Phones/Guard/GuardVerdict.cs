namespace Ponte.Pbx.Phones.Guard;

/// <summary>What becomes of a request before it is looked at.</summary>
public enum GuardVerdict
{
    /// <summary>It is looked at.</summary>
    Admitted = 0,

    /// <summary>Its address sends too many: it is passed over, and comes again by itself where it is meant.</summary>
    Limited = 1,

    /// <summary>Its address is banned: it is passed over.</summary>
    Banned = 2,
}
