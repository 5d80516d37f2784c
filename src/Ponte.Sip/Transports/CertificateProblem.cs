using System.Collections.Immutable;

namespace Ponte.Sip.Transports;

/// <summary>One fault of a TLS profile, in words that name the setting and the mend.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="IsError">Whether the profile cannot be used; otherwise it is a warning.</param>
/// <param name="Profile">The profile's name.</param>
/// <param name="Setting">The property of <see cref="TlsProfileOptions"/> that is at fault.</param>
/// <param name="Message">What is wrong, with the value.</param>
/// <param name="Mend">What to do.</param>
public sealed record CertificateProblem(
    CertificateProblemKind Kind,
    bool IsError,
    string Profile,
    string Setting,
    string Message,
    string Mend
)
{
    /// <summary>What differs from one fault of the kind to the next, for words in other languages: see <see cref="CertificateProblemKind"/>.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"TLS profile \"{Profile}\", {Setting}: {Message}. {Mend}.";
}
