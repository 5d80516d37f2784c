namespace Ponte.Pbx.Document;

/// <summary>
/// What a call costs and where it leads. A class of service of this name allows its own category and all before it.
/// </summary>
public enum CallCategory
{
    /// <summary>People and exchanges of the company.</summary>
    Internal = 0,

    /// <summary>The company's own area, free numbers, services without a price of their own.</summary>
    Local = 1,

    /// <summary>The rest of the own country's fixed network.</summary>
    National = 2,

    /// <summary>Mobile phones of the own country.</summary>
    Mobile = 3,

    /// <summary>Other countries.</summary>
    International = 4,

    /// <summary>Numbers with a price of their own: premium rate, shared cost, personal numbers, satellites.</summary>
    Premium = 5,
}
