namespace Ponte.Pbx.Document;

/// <summary>The section <c>emergency</c>. The country's emergency numbers are known without it.</summary>
public sealed record EmergencySettings
{
    /// <summary>Further numbers that are treated like emergency numbers.</summary>
    public ValueList<string> Numbers { get; init; } = [];

    /// <summary>The lines that emergency calls leave by, in the order in which they are tried; empty for all carriers.</summary>
    public ValueList<string> Lines { get; init; } = [];

    /// <summary>The caller number of emergency calls, <c>+E.164</c>; empty for the caller's own.</summary>
    public string CallerId { get; init; } = "";
}
