using Ponte.Pbx.Calendars;

namespace Ponte.Pbx.Document;

/// <summary>An iCalendar (RFC 5545) whose events a calendar keeps beside its own special days: a subscription, or a file.</summary>
public sealed record FeedSettings
{
    /// <summary>The address, http or https; a secret, because whoever knows it reads the calendar. Null where it is a file.</summary>
    public SecretReference? Url { get; init; }

    /// <summary>A file in the folder <c>calendars</c> of the data folder; empty where it is an address.</summary>
    public string File { get; init; } = "";

    /// <summary>What holds during its events, unless one of an event's categories is the word for another outcome.</summary>
    public CalendarOutcome Holds { get; init; } = CalendarOutcome.OutOfService;

    /// <summary>Whether the address may be on this machine, or a link-local one.</summary>
    public bool AllowLocal { get; init; }
}
