using System.Collections.Immutable;
using Ponte.Pbx.Document.Writing;

namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads secrets; one that is masked, as an export leaves it, keeps its value in the document before.</summary>
internal sealed class SecretReader
{
    private const string Mend = "give env:NAME, file:PATH or the {0} itself";
    private readonly IReadOnlyDictionary<string, SecretReference> _previous;

    /// <param name="previous">The document in force; null where there is none.</param>
    public SecretReader(CompanyDocument? previous)
    {
        _previous = previous is null
            ? ImmutableDictionary<string, SecretReference>.Empty
            : CanonicalComparer.Secrets(CanonicalTree.Of(previous));
    }

    /// <summary>A secret that must be there.</summary>
    /// <param name="fields">Its mapping.</param>
    /// <param name="key">Its key.</param>
    /// <param name="complaint">What is wrong with one that is written out; its words may not repeat it.</param>
    public SecretReference Required(FieldReader fields, string key, Func<string, string?>? complaint = null)
    {
        if (fields.Take(key) is not null)
        {
            return Optional(fields, key, complaint) ?? SecretReference.Parse("");
        }
        fields.Missing(key, MendFor(key));
        return SecretReference.Parse("");
    }

    /// <summary>A secret; null where it is not there.</summary>
    public SecretReference? Optional(FieldReader fields, string key, Func<string, string?>? complaint = null)
    {
        if (fields.Text(key) is not { } text)
        {
            return null;
        }
        var secret = SecretReference.Parse(text);
        if (secret.IsMasked)
        {
            if (_previous.TryGetValue(fields.PathOf(key), out var kept))
            {
                return kept;
            }
            fields.Complain(key, fields.Take(key)!, $"is masked, as an export leaves it, and there is none to keep; {MendFor(key)}");
        }
        else if (secret.IsLiteral && complaint?.Invoke(text) is { } words)
        {
            fields.Complain(key, fields.Take(key)!, words);
        }
        return secret;
    }

    private static string MendFor(string key) => Mend.Replace("{0}", key, StringComparison.Ordinal);
}
