namespace Ponte.Pbx.People;

/// <summary>Keeps what users set over a restart of the server.</summary>
public interface IPersonStore
{
    /// <summary>What is kept, by the users' keys.</summary>
    IReadOnlyDictionary<string, PersonState> Load();

    /// <summary>Keeps a user's state. When the task has ended, it survives a crash of the server.</summary>
    /// <returns>Whether it is kept.</returns>
    ValueTask<bool> SaveAsync(string user, PersonState state, CancellationToken cancellationToken);
}
