using System.Collections.Concurrent;

namespace Ponte.Pbx.People;

/// <summary>What the node's users set by phone or on screen. From any thread.</summary>
public sealed class PersonBook : IDisposable
{
    private readonly IPersonStore _store;
    private readonly ConcurrentDictionary<string, PersonState> _states;
    private readonly SemaphoreSlim _oneChange = new(1, 1);

    /// <summary>Loads what is kept.</summary>
    public PersonBook(IPersonStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _states = new ConcurrentDictionary<string, PersonState>(store.Load(), StringComparer.Ordinal);
    }

    /// <summary>What a user set.</summary>
    /// <param name="user">The user's key in the document.</param>
    public PersonState Of(string user) => _states.GetValueOrDefault(user, PersonState.AsInDocument);

    /// <summary>Makes a change. It counts, and survives a crash, when the task has ended; what cannot be kept changes nothing.</summary>
    /// <returns>Whether it is kept.</returns>
    public ValueTask<bool> ChangeAsync(PersonChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return ChangeAsync(change.User, change.Of, cancellationToken);
    }

    /// <summary>Sets whether a user's devices ring with Teams, as <see cref="ChangeAsync(PersonChange, CancellationToken)"/>.</summary>
    /// <returns>Whether it is kept.</returns>
    public ValueTask<bool> SetTwinAsync(string user, bool isOn, CancellationToken cancellationToken) =>
        ChangeAsync(user, before => before with { Twin = isOn }, cancellationToken);

    private async ValueTask<bool> ChangeAsync(string user, Func<PersonState, PersonState> change, CancellationToken cancellationToken)
    {
        await _oneChange.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var state = change(Of(user));
            var isKept = await _store.SaveAsync(user, state, cancellationToken).ConfigureAwait(false);
            if (isKept)
            {
                _states[user] = state;
            }
            return isKept;
        }
        finally
        {
            _oneChange.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneChange.Dispose();
}
