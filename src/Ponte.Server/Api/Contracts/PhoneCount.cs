using System.Collections.Immutable;

namespace Ponte.Server.Api.Contracts;

/// <summary>How many phones there are.</summary>
/// <param name="Known">Phones and lines that may register.</param>
/// <param name="Registered">How many of them are.</param>
internal sealed record PhoneCount(int Known, int Registered)
{
    /// <summary>The count of phones.</summary>
    public static PhoneCount Of(ImmutableArray<PhoneStatus> phones) => new(phones.Length, phones.Count(p => !p.Bindings.IsEmpty));
}
