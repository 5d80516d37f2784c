namespace Ponte.Pbx.Directories;

/// <summary>How a filter compares an attribute with a value.</summary>
public enum LdapComparison
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>~=</c></summary>
    Approximate,
}
