namespace Ponte.Pbx.Directories;

/// <summary>Knows whose a number is. May be asked from any thread.</summary>
public interface IDirectory
{
    /// <summary>
    /// Finds the name for a number: the company's users, its address books in the order of the document, then the sources outside, all of
    /// these within <see cref="DirectoryOptions.Budget"/>. Completes at once where the answer is in memory, or nobody outside is to be asked.
    /// </summary>
    /// <param name="number">In the inside form. The number of an anonymous caller is never given here.</param>
    /// <param name="cancellationToken">Gives the waiting up; what was asked outside goes on and fills the cache.</param>
    /// <returns>The entry; null where nobody knows the number in time.</returns>
    ValueTask<DirectoryEntry?> FindAsync(string number, CancellationToken cancellationToken);
}
