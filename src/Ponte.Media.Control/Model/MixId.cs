namespace Ponte.Media.Control.Model;

/// <summary>Names a mix of streams: a conference. Chosen by the server.</summary>
/// <param name="Value">The number on the wire.</param>
public readonly record struct MixId(ulong Value);
