using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;

namespace Ponte.Server.Directories.Http;

/// <summary>A web service as a source of names.</summary>
internal sealed class LookupSource : IDirectorySource
{
    private readonly LookupSettings _settings;
    private readonly JsonPath[] _paths;
    private readonly JsonService _service;

    /// <summary>Makes the source; it connects when it is asked first.</summary>
    /// <param name="settings">The directory as the document describes it.</param>
    /// <param name="secret">Fetches a secret; null where its reference leads nowhere.</param>
    public LookupSource(LookupSettings settings, Func<SecretReference, string?> secret)
    {
        _settings = settings;
        _paths = [.. settings.NamePaths.Select(JsonPath.Parse).OfType<JsonPath>()];
        _service = new JsonService(settings.TrustAnchors, allowsLocal: true, secret);
    }

    /// <inheritdoc/>
    public string Name => _settings.Name;

    /// <inheritdoc/>
    public Task<SourceAnswer> FindAsync(SoughtNumber number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(number);
        return _service.AskAsync(
            new Uri(NumberPlaces.Fill(_settings.Url, number, Uri.EscapeDataString)),
            _settings.Headers,
            root => string.Join(' ', _paths.Select(p => p.Find(root)).OfType<string>()),
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _service.Dispose();
        return ValueTask.CompletedTask;
    }
}
