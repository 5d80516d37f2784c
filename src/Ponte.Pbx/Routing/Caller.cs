using Ponte.Calls.Model;

namespace Ponte.Pbx.Routing;

/// <summary>A caller as a line told of it.</summary>
/// <param name="Shown">What the called party and history see.</param>
/// <param name="AssertedNumber">
/// The number that the network vouches for, in the inside form, also of a caller who withholds it: carriers need it in
/// P-Asserted-Identity, and it goes to nobody else. Empty where there is none.
/// </param>
internal sealed record Caller(Party Shown, string AssertedNumber)
{
    /// <summary>The From of a caller whose number is withheld or not known (RFC 3323 section 4.1.1.3).</summary>
    public const string AnonymousFrom = "\"Anonymous\" <sip:anonymous@anonymous.invalid>";
}
