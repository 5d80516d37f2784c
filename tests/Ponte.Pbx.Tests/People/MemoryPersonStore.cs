using Ponte.Pbx.People;

namespace Ponte.Pbx.Tests.People;

/// <summary>Keeps what users set in memory; always at once.</summary>
internal sealed class MemoryPersonStore : IPersonStore
{
    private readonly Dictionary<string, PersonState> _states = new(StringComparer.Ordinal);

    public bool IsBroken { get; init; }

    public IReadOnlyDictionary<string, PersonState> Load() => _states;

    public ValueTask<bool> SaveAsync(string user, PersonState state, CancellationToken cancellationToken)
    {
        if (!IsBroken)
        {
            _states[user] = state;
        }
        return ValueTask.FromResult(!IsBroken);
    }
}
