namespace Ponte.Simulator.Signalling;

/// <summary>How a simulated peer writes header names.</summary>
internal sealed class HeaderStyle
{
    private readonly bool _upperCase;

    private HeaderStyle(bool upperCase) => _upperCase = upperCase;

    /// <summary>As the RFCs write them.</summary>
    public static HeaderStyle Canonical { get; } = new(false);

    /// <summary>All in capitals, as Microsoft writes them.</summary>
    public static HeaderStyle UpperCase { get; } = new(true);

    public string Via => Of("Via");

    public string From => Of("From");

    public string To => Of("To");

    public string CallId => Of("Call-ID");

    public string CSeq => Of("CSeq");

    public string Contact => Of("Contact");

    public string Route => Of("Route");

    public string RecordRoute => Of("Record-Route");

    public string MaxForwards => Of("Max-Forwards");

    public string ContentType => Of("Content-Type");

    public string ContentLength => Of("Content-Length");

    public string Reason => Of("Reason");

    public string Allow => Of("Allow");

    /// <summary>Another name.</summary>
    public string Of(string name) => _upperCase ? name.ToUpperInvariant() : name;
}
