using System.Collections.Immutable;
using System.Net;

namespace Ponte.Pbx.Doctor;

/// <summary>What a name of ours leads to.</summary>
/// <param name="Line">The line.</param>
/// <param name="Name">The name.</param>
/// <param name="Addresses">Its addresses.</param>
/// <param name="Failure">Why there are none; empty where there are.</param>
public sealed record NameFact(string Line, string Name, ImmutableArray<IPAddress> Addresses, string Failure);
