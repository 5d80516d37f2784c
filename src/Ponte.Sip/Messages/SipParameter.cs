namespace Ponte.Sip.Messages;

/// <summary>A parameter of a URI or of a header value.</summary>
/// <param name="Name">The name as written.</param>
/// <param name="Value">The value as written, quotes and escapes included; null for a parameter without <c>=</c>.</param>
public readonly record struct SipParameter(string Name, string? Value)
{
    /// <summary>The value without quotes; empty for a parameter without value.</summary>
    public string Text =>
        Value is null ? ""
        : Value.StartsWith('"') ? Scan.Unquote(Value)
        : Value;

    /// <summary>The parameter as it stands in a message, without the semicolon.</summary>
    public override string ToString() => Value is null ? Name : $"{Name}={Value}";
}
