namespace Ponte.Sip.Authentication;

/// <summary>
/// A challenge or credentials value taken apart: scheme and parameters (RFC 7235 2.1). Names without regard to case, quotes removed.
/// </summary>
internal sealed class AuthenticationParameters
{
    /// <summary>A header has a dozen parameters; more than this is not read.</summary>
    private const int MaximumCount = 32;

    private readonly List<KeyValuePair<string, string>> _parameters = [];

    private AuthenticationParameters(string scheme) => Scheme = scheme;

    public string Scheme { get; }

    public string? this[string name]
    {
        get
        {
            foreach (var parameter in _parameters)
            {
                if (parameter.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return parameter.Value;
                }
            }
            return null;
        }
    }

    /// <summary>Reads one header value; null when it is not <c>scheme name=value, …</c>.</summary>
    public static AuthenticationParameters? Parse(string text)
    {
        var rest = text.AsSpan().Trim();
        var space = rest.IndexOfAny(' ', '\t');
        if (space <= 0)
        {
            return null;
        }
        var result = new AuthenticationParameters(rest[..space].ToString());
        rest = rest[space..];
        while (true)
        {
            rest = rest.TrimStart(" \t,");
            if (rest.IsEmpty)
            {
                return result;
            }
            if (result._parameters.Count == MaximumCount || !result.TakeParameter(ref rest))
            {
                return null;
            }
        }
    }

    private bool TakeParameter(ref ReadOnlySpan<char> rest)
    {
        var equals = rest.IndexOf('=');
        if (equals <= 0)
        {
            return false;
        }
        var name = rest[..equals].Trim().ToString();
        rest = rest[(equals + 1)..].TrimStart(" \t");
        string? value;
        if (rest.StartsWith("\""))
        {
            value = TakeQuoted(ref rest);
        }
        else
        {
            var end = rest.IndexOf(',');
            end = end < 0 ? rest.Length : end;
            value = rest[..end].Trim().ToString();
            rest = rest[end..];
        }
        if (value is null)
        {
            return false;
        }
        _parameters.Add(new(name, value));
        return true;
    }

    private static string? TakeQuoted(ref ReadOnlySpan<char> rest)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                rest = rest[(i + 1)..];
                return text.ToString();
            }
            if (rest[i] == '\\' && i + 1 < rest.Length)
            {
                i++;
            }
            text.Append(rest[i]);
        }
        return null;
    }
}
