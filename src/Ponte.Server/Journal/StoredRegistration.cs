using System.Collections.Immutable;
using Ponte.Pbx.Phones;

namespace Ponte.Server.Journal;

/// <summary>The registrations of an account as they are stored.</summary>
/// <param name="Version">The layout.</param>
/// <param name="Bindings">The bindings.</param>
internal sealed record StoredRegistration(int Version, ImmutableArray<StoredBinding> Bindings)
{
    /// <summary>The layout written here. Raised when an older server could misread what is written.</summary>
    public const int Layout = 1;
}
