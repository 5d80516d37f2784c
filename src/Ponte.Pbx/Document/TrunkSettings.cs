namespace Ponte.Pbx.Document;

/// <summary>A line of kind <c>carrier</c> or <c>pbx</c>.</summary>
public sealed record TrunkSettings : LineSettings
{
    /// <inheritdoc/>
    public override LineKind Kind => IsPbx ? LineKind.Pbx : LineKind.Carrier;

    /// <summary>Whether the line leads to an exchange of the company.</summary>
    public bool IsPbx { get; init; }

    /// <summary>The far end's addresses in the order in which they are tried.</summary>
    public ValueList<PeerAddress> Peers { get; init; } = [];

    /// <summary>How Ponte registers with the far end; null for a line known by address.</summary>
    public RegisterSettings? Register { get; init; }

    /// <summary>How the far end registers with Ponte; null for a line known by address.</summary>
    public AcceptSettings? Accept { get; init; }

    /// <summary>How the line writes numbers.</summary>
    public NumberFormatSettings Numbers { get; init; } = new();

    /// <summary>The caller number for calls whose own caller number is not one of the company's; empty to leave the caller's.</summary>
    public string CallerId { get; init; } = "";

    /// <summary>ISO 3166 alpha-2 of the line's own country; empty for the company's.</summary>
    public string Country { get; init; } = "";

    /// <summary>
    /// The beginnings of the numbers (<c>+E.164</c> or short) that the line is for. Without one a carrier takes every outside number, and
    /// an exchange none.
    /// </summary>
    public ValueList<string> Prefixes { get; init; } = [];

    /// <summary>A carrier: the company's numbers on the line. An exchange: the numbers that it answers.</summary>
    public ValueList<NumberRange> Ranges { get; init; } = [];

    /// <summary>What calls cost on the line, ordered by prefix; a call to a number that is in none of them costs 0.</summary>
    public ValueList<LineCost> Costs { get; init; } = [];

    /// <summary>How the line is told who forwarded a call.</summary>
    public ForwardHeader ForwardedBy { get; init; }

    /// <summary>How faxes pass.</summary>
    public FaxMode Fax { get; init; }
}
