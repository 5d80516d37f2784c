using System.Collections.Immutable;

namespace Ponte.Pbx.Directories;

/// <summary>A search filter (RFC 4511 section 4.5.1.7). Values are texts, in which the places of the number still stand.</summary>
public abstract record LdapFilter
{
    private LdapFilter() { }

    /// <summary>All of them hold.</summary>
    public sealed record And(ImmutableArray<LdapFilter> Filters) : LdapFilter;

    /// <summary>One of them holds.</summary>
    public sealed record Or(ImmutableArray<LdapFilter> Filters) : LdapFilter;

    /// <summary>It does not hold.</summary>
    public sealed record Not(LdapFilter Filter) : LdapFilter;

    /// <summary>The entry has the attribute.</summary>
    public sealed record Present(string Attribute) : LdapFilter;

    /// <summary>The attribute compares so with the value.</summary>
    public sealed record Compare(LdapComparison Comparison, string Attribute, string Value) : LdapFilter;

    /// <summary>The attribute begins with, contains in this order, and ends with these texts; an empty begin or end says nothing.</summary>
    public sealed record Substrings(string Attribute, string Initial, ImmutableArray<string> Any, string Final) : LdapFilter;

    /// <summary>The attribute matches the value by a rule of its own, as Active Directory's bit rules.</summary>
    public sealed record Extensible(string Attribute, string Rule, string Value) : LdapFilter;

    /// <summary>The filter for one number: the value goes into the tree, so that nothing in it can change the filter.</summary>
    public LdapFilter For(SoughtNumber number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return this switch
        {
            And and => new And([.. and.Filters.Select(f => f.For(number))]),
            Or or => new Or([.. or.Filters.Select(f => f.For(number))]),
            Not not => new Not(not.Filter.For(number)),
            Compare { Value: NumberPlaces.Loose } loose => new Substrings(
                loose.Attribute,
                "",
                [.. number.Significant.Select(d => d.ToString())],
                ""
            ),
            Compare compare => compare with { Value = NumberPlaces.Fill(compare.Value, number) },
            Substrings s => new Substrings(
                s.Attribute,
                NumberPlaces.Fill(s.Initial, number),
                [.. s.Any.Select(t => NumberPlaces.Fill(t, number))],
                NumberPlaces.Fill(s.Final, number)
            ),
            Extensible extensible => extensible with { Value = NumberPlaces.Fill(extensible.Value, number) },
            _ => this,
        };
    }

    /// <summary>The filter of a directory whose document gives none: the number in its usual forms in one of the attributes.</summary>
    public static LdapFilter ForAttributes(IEnumerable<string> attributes) =>
        new Or([
            .. attributes.SelectMany(a =>
                new[] { NumberPlaces.Number, NumberPlaces.National }.Select(p => new Compare(LdapComparison.Equal, a, p))
            ),
        ]);
}
