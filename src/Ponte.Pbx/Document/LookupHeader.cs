namespace Ponte.Pbx.Document;

/// <summary>A header of a request to a web service.</summary>
/// <param name="Name">The header's name.</param>
/// <param name="Value">The value, or where it is.</param>
public sealed record LookupHeader(string Name, SecretReference Value);
