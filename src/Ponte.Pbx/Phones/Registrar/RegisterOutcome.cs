using System.Collections.Immutable;

namespace Ponte.Pbx.Phones.Registrar;

/// <summary>What becomes of a REGISTER: all of it, or nothing (RFC 3261 section 10.3, step 7).</summary>
/// <param name="Refusal">Why nothing changed; null where it was done.</param>
/// <param name="Bindings">The account's bindings from now on.</param>
/// <param name="IsOutbound">Whether RFC 5626 was applied.</param>
internal sealed record RegisterOutcome(RegisterRefusal? Refusal, ImmutableArray<Binding> Bindings, bool IsOutbound = false);
