namespace Ponte.Pbx.Calendars;

/// <summary>Keeps what people set calendars to over a restart of the server.</summary>
public interface ISwitchStore
{
    /// <summary>What is kept, by the calendars' names.</summary>
    IReadOnlyDictionary<string, CalendarSwitch> Load();

    /// <summary>Keeps a calendar's switch. When the task has ended, it survives a crash of the server.</summary>
    /// <returns>Whether it is kept.</returns>
    ValueTask<bool> SaveAsync(string calendar, CalendarSwitch set, CancellationToken cancellationToken);
}
