using System.Collections.Immutable;

namespace Ponte.Server.Api.Contracts;

/// <summary>A phone of the company document, or the account of a line whose far end registers here.</summary>
/// <param name="Name">The user name that it registers with: <c>201-cordless</c>.</param>
/// <param name="Owner">The name of the user, or of the line.</param>
/// <param name="Bindings">Where it is registered; empty where nowhere.</param>
internal sealed record PhoneStatus(string Name, string Owner, ImmutableArray<PhoneBinding> Bindings);
