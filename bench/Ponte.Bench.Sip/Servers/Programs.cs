namespace Ponte.Bench.Sip.Servers;

/// <summary>The programs under test.</summary>
/// <param name="Server">The program <c>ponte</c>.</param>
/// <param name="Media">The program <c>ponte-media</c>.</param>
internal sealed record Programs(string Server, string Media);
