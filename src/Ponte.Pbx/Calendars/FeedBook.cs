using System.Collections.Immutable;

namespace Ponte.Pbx.Calendars;

/// <summary>The days that the feeds of calendars brought. From any thread.</summary>
public sealed class FeedBook
{
    private ImmutableDictionary<string, ImmutableArray<SpecialDays>> _days = ImmutableDictionary<string, ImmutableArray<SpecialDays>>.Empty;

    /// <summary>Other days count from now on.</summary>
    public event Action? Changed;

    /// <summary>The days of a calendar; empty where it has no feed, or none was read yet.</summary>
    /// <param name="calendar">Its name in the document.</param>
    public ImmutableArray<SpecialDays> Of(string calendar) => Volatile.Read(ref _days).GetValueOrDefault(calendar, []);

    /// <summary>Puts the days of all calendars in place of those before.</summary>
    /// <param name="days">By the names of the calendars.</param>
    public void Set(ImmutableDictionary<string, ImmutableArray<SpecialDays>> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        var before = Interlocked.Exchange(ref _days, days);
        var isSame = before.Count == days.Count && days.All(d => before.TryGetValue(d.Key, out var old) && old.SequenceEqual(d.Value));
        if (!isSame)
        {
            Changed?.Invoke();
        }
    }
}
