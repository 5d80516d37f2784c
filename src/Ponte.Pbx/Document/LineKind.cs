namespace Ponte.Pbx.Document;

/// <summary>What a line leads to.</summary>
public enum LineKind
{
    /// <summary>A telephone company.</summary>
    Carrier,

    /// <summary>A telephone exchange of the company.</summary>
    Pbx,

    /// <summary>Microsoft Teams by Direct Routing.</summary>
    Teams,
}
