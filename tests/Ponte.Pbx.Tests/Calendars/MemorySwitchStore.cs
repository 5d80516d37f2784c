using Ponte.Pbx.Calendars;

namespace Ponte.Pbx.Tests.Calendars;

/// <summary>Keeps what calendars are set to in memory; always at once.</summary>
internal sealed class MemorySwitchStore : ISwitchStore
{
    private readonly Dictionary<string, CalendarSwitch> _switches = new(StringComparer.Ordinal);

    public bool IsBroken { get; init; }

    public IReadOnlyDictionary<string, CalendarSwitch> Load() => _switches;

    public ValueTask<bool> SaveAsync(string calendar, CalendarSwitch set, CancellationToken cancellationToken)
    {
        if (!IsBroken)
        {
            _switches[calendar] = set;
        }
        return ValueTask.FromResult(!IsBroken);
    }
}
