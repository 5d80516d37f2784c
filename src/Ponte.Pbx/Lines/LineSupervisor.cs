using Ponte.Pbx.Document;
using Ponte.Pbx.Routing;

namespace Ponte.Pbx.Lines;

/// <summary>Watches and registers the lines of the document in force. A line whose settings do not change is not disturbed by a new document.</summary>
/// <param name="lines">The states that are kept up to date.</param>
/// <param name="settings">The machine.</param>
/// <param name="tools">What lines are watched with.</param>
public sealed class LineSupervisor(LineBook lines, PbxSettings settings, MonitorTools tools) : IAsyncDisposable
{
    private readonly SemaphoreSlim _applying = new(1, 1);
    private readonly Dictionary<string, Watched> _watched = new(StringComparer.Ordinal); // guarded by _applying

    /// <summary>Follows a document that came into force.</summary>
    public async Task ApplyAsync(CompanyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        await _applying.WaitAsync();
        try
        {
            var wanted = document.Lines.ToDictionary(l => l.Name, StringComparer.Ordinal);
            foreach (var (name, watched) in _watched.Where(w => !w.Value.Settings.Equals(wanted.GetValueOrDefault(w.Key))).ToList())
            {
                _watched.Remove(name);
                await watched.DisposeAsync();
            }
            foreach (var line in document.Lines.Where(l => !_watched.ContainsKey(l.Name)))
            {
                _watched.Add(line.Name, Watch(line));
            }
        }
        finally
        {
            _applying.Release();
        }
    }

    /// <summary>Stops watching, and takes registrations away.</summary>
    public async ValueTask DisposeAsync()
    {
        await _applying.WaitAsync();
        await Task.WhenAll(_watched.Values.Select(w => w.DisposeAsync().AsTask()));
        _watched.Clear();
        _applying.Dispose();
    }

    private Watched Watch(LineSettings line)
    {
        var state = lines[line.Name];
        var registration = line is TrunkSettings { Register: { } register }
            ? new LineRegistration(line.Name, register, state, settings, tools)
            : null;
        return new Watched(line, new LineMonitor(line, state, settings, tools), registration);
    }

    private sealed record Watched(LineSettings Settings, LineMonitor Monitor, LineRegistration? Registration) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Monitor.DisposeAsync();
            if (Registration is not null)
            {
                await Registration.DisposeAsync();
            }
        }
    }
}
