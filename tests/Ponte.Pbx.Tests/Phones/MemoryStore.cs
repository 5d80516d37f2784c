using System.Collections.Immutable;
using Ponte.Pbx.Phones;

namespace Ponte.Pbx.Tests.Phones;

/// <summary>Keeps registrations in memory.</summary>
internal sealed class MemoryStore : IRegistrationStore
{
    public Dictionary<string, ImmutableArray<StoredBinding>> Kept { get; } = new(StringComparer.Ordinal);

    public void Keep(string account, ImmutableArray<StoredBinding> bindings)
    {
        if (bindings.IsEmpty)
        {
            Kept.Remove(account);
        }
        else
        {
            Kept[account] = bindings;
        }
    }
}
