namespace Ponte.Sip.Sdp;

/// <summary>One line <c>type=value</c> of a session description (RFC 8866 section 5), kept as it came.</summary>
/// <param name="Type">The letter before the equals sign.</param>
/// <param name="Value">The text after it, without the line's end.</param>
public readonly record struct SdpLine(char Type, string Value)
{
    /// <summary>An <c>a=</c> line; without a value it is a property attribute such as <c>a=rtcp-mux</c>.</summary>
    public static SdpLine Attribute(string name, string? value = null) => new('a', value is null ? name : $"{name}:{value}");

    /// <summary>Whether this is the attribute <paramref name="name"/>, with or without a value. Attribute names are case-sensitive (RFC 8866 section 5.13).</summary>
    public bool IsAttribute(string name) =>
        Type == 'a' && Value.StartsWith(name, StringComparison.Ordinal) && (Value.Length == name.Length || Value[name.Length] == ':');

    /// <summary>The value of an attribute; empty for a property attribute.</summary>
    public string AttributeValue => Type == 'a' && Value.IndexOf(':') is >= 0 and var colon ? Value[(colon + 1)..] : "";

    /// <summary>The value of an attribute, where it stands.</summary>
    internal ReadOnlySpan<char> AttributeText =>
        Type == 'a' && Value.IndexOf(':') is >= 0 and var colon ? Value.AsSpan(colon + 1) : default;

    /// <inheritdoc/>
    public override string ToString() => $"{Type}={Value}";
}
