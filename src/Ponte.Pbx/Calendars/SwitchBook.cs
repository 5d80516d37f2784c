using System.Collections.Concurrent;

namespace Ponte.Pbx.Calendars;

/// <summary>What people set the company's calendars to by hand. From any thread.</summary>
public sealed class SwitchBook : IDisposable
{
    private readonly ISwitchStore _store;
    private readonly ConcurrentDictionary<string, CalendarSwitch> _switches;
    private readonly SemaphoreSlim _oneChange = new(1, 1);

    /// <summary>Loads what is kept.</summary>
    public SwitchBook(ISwitchStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _switches = new ConcurrentDictionary<string, CalendarSwitch>(store.Load(), StringComparer.Ordinal);
    }

    /// <summary>What a calendar is set to.</summary>
    /// <param name="calendar">Its name in the document.</param>
    public CalendarSwitch Of(string calendar) => _switches.GetValueOrDefault(calendar);

    /// <summary>Sets a calendar. It counts, and survives a crash, when the task has ended; what cannot be kept changes nothing.</summary>
    /// <returns>Whether it is kept.</returns>
    public async ValueTask<bool> SetAsync(string calendar, CalendarSwitch set, CancellationToken cancellationToken)
    {
        await _oneChange.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var isKept = await _store.SaveAsync(calendar, set, cancellationToken).ConfigureAwait(false);
            if (isKept)
            {
                _switches[calendar] = set;
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
