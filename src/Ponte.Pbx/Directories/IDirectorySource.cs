namespace Ponte.Pbx.Directories;

/// <summary>A directory outside this process that can be asked for a number. May be asked from any thread.</summary>
public interface IDirectorySource : IAsyncDisposable
{
    /// <summary>Its name in the document.</summary>
    string Name { get; }

    /// <summary>Asks for a number.</summary>
    /// <param name="number">The number in the forms in which directories hold it.</param>
    /// <param name="cancellationToken">Ends the question when it has taken too long.</param>
    /// <returns>The answer; a source that cannot be asked says so in it.</returns>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    Task<SourceAnswer> FindAsync(SoughtNumber number, CancellationToken cancellationToken);
}
