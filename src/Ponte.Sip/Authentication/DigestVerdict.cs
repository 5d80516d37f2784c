namespace Ponte.Sip.Authentication;

/// <summary>The result of a check and the name that was given.</summary>
/// <param name="Result">What to do.</param>
/// <param name="User">The user name of the header; empty when there was none. Proven only when accepted.</param>
public readonly record struct DigestVerdict(DigestResult Result, string User);
