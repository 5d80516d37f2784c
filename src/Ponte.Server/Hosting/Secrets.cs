using Ponte.Pbx.Document;
using Ponte.Server.Composition;

namespace Ponte.Server.Hosting;

/// <summary>Fetches the secrets that the document names, from the environment and from files.</summary>
/// <param name="folder">The data folder, which relative paths begin at.</param>
/// <param name="log">Told of files that cannot be read.</param>
internal sealed class Secrets(string folder, ILogger log)
{
    /// <summary>A secret; null where its reference leads nowhere.</summary>
    public string? Fetch(SecretReference secret) => secret.Resolve(Environment.GetEnvironmentVariable, Read);

    private string? Read(string path)
    {
        try
        {
            return File.ReadAllText(Path.GetFullPath(path, folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.SecretUnreadable(path, e.Message);
            return null;
        }
    }
}
