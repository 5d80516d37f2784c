using System.Collections.Immutable;

namespace Ponte.Pbx.Doctor;

/// <summary>One thing that was looked at. Words for people are made of it where they are shown.</summary>
/// <param name="Code">What was found.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Where">The field or setting that it is about: <c>lines.teams.fqdn</c>, <c>Tls:Certificate</c>.</param>
/// <param name="Values">What the words need, in the order that <see cref="FindingCode"/> names them.</param>
public sealed record Finding(FindingCode Code, FindingLevel Level, string Where, ImmutableArray<string> Values)
{
    /// <summary>Something that is as it should be.</summary>
    public static Finding Good(FindingCode code, string where, params ReadOnlySpan<string> values) =>
        new(code, FindingLevel.Good, where, [.. values]);

    /// <summary>Something that works for now.</summary>
    public static Finding Warning(FindingCode code, string where, params ReadOnlySpan<string> values) =>
        new(code, FindingLevel.Warning, where, [.. values]);

    /// <summary>Something that makes calls fail.</summary>
    public static Finding Error(FindingCode code, string where, params ReadOnlySpan<string> values) =>
        new(code, FindingLevel.Error, where, [.. values]);
}
