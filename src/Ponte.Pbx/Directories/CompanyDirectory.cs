using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Directories;

/// <summary>The directory of the document in force.</summary>
public sealed class CompanyDirectory : IDirectory, IAsyncDisposable
{
    private readonly CompanyInForce _company;
    private readonly LocalBooks _books;
    private readonly Func<DirectorySettings, IDirectorySource> _connect;
    private readonly DirectoryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly DirectoryMetrics _metrics = new();
    private readonly SemaphoreSlim _applying = new(1, 1);
    private Outside? _outside;

    /// <summary>Creates the directory; <see cref="ApplyAsync"/> connects the sources outside.</summary>
    /// <param name="company">The company in force.</param>
    /// <param name="books">The address books in memory.</param>
    /// <param name="connect">Makes the source for the settings of one; it connects when it is asked first.</param>
    /// <param name="options">Times and sizes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Is told of sources that fail.</param>
    public CompanyDirectory(
        CompanyInForce company,
        LocalBooks books,
        Func<DirectorySettings, IDirectorySource> connect,
        DirectoryOptions options,
        TimeProvider time,
        ILogger log
    ) => (_company, _books, _connect, _options, _time, _log) = (company, books, connect, options, time, log);

    /// <summary>Follows the document in force. Sources whose settings did not change are not disturbed, nor what they answered forgotten.</summary>
    public async Task ApplyAsync()
    {
        await _applying.WaitAsync();
        try
        {
            if (_company.Snapshot is not { } company || (_outside is { } current && current.Serves(company)))
            {
                return;
            }
            var settings = company.Document.Directories.Where(d => d.Kind != DirectoryKind.Csv).ToList();
            var next = settings.Count == 0 ? null : new OutsideSources(settings.Select(_connect), company, _options, _metrics, _time, _log);
            var before = Interlocked.Exchange(ref _outside, new Outside(company, next));
            await CloseAsync(before);
        }
        finally
        {
            _applying.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask<DirectoryEntry?> FindAsync(string number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(number);
        if (number.Length == 0 || _company.Snapshot is not { } company)
        {
            return ValueTask.FromResult<DirectoryEntry?>(null);
        }
        if (company.UserOf(number) is { } user)
        {
            return ValueTask.FromResult<DirectoryEntry?>(new DirectoryEntry(number, user.Name, DirectoryEntry.Users));
        }
        foreach (var directory in company.Document.Directories)
        {
            if (directory.Kind == DirectoryKind.Csv && _books[directory.Name].Find(number) is { } name)
            {
                return ValueTask.FromResult<DirectoryEntry?>(new DirectoryEntry(number, name, directory.Name));
            }
        }
        // A short number means nothing outside the company.
        return number.StartsWith('+') && Volatile.Read(ref _outside)?.Sources is { } sources
            ? sources.FindAsync(number, cancellationToken)
            : ValueTask.FromResult<DirectoryEntry?>(null);
    }

    /// <summary>How the directories of the document in force are, in its order.</summary>
    public ImmutableArray<DirectoryStatus> Describe()
    {
        var sources = Volatile.Read(ref _outside)?.Sources;
        return _company.Snapshot is { } company
            ?
            [
                .. company.Document.Directories.Select(d => new DirectoryStatus(
                    d.Name,
                    d.Kind,
                    d.Kind == DirectoryKind.Csv ? _books[d.Name].Count : null,
                    sources?.SetAsideBecause(d.Name)
                )),
            ]
            : [];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync(Interlocked.Exchange(ref _outside, null));
        _applying.Dispose();
        _metrics.Dispose();
    }

    private static ValueTask CloseAsync(Outside? outside) => outside?.Sources?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The sources with the snapshot that they were made of.</summary>
    private sealed record Outside(CompanySnapshot Company, OutsideSources? Sources)
    {
        /// <summary>Whether they are just what a newer snapshot wants too.</summary>
        public bool Serves(CompanySnapshot company) =>
            Company.Document.Directories.Equals(company.Document.Directories)
            && Company.Document.Company.Country.Equals(company.Document.Company.Country, StringComparison.Ordinal)
            && Company.Document.Company.AreaCode.Equals(company.Document.Company.AreaCode, StringComparison.Ordinal);
    }
}
