namespace Ponte.Pbx.Document;

/// <summary>The company as its document describes it: what the administrator wrote, validated, with the defaults filled in. Compares by value.</summary>
public sealed record CompanyDocument
{
    /// <summary>The company itself.</summary>
    public required CompanySettings Company { get; init; }

    /// <summary>The lines in the order of the document, which is the order in which they are tried.</summary>
    public ValueList<LineSettings> Lines { get; init; } = [];

    /// <summary>The users, ordered by <see cref="UserSettings.Id"/>.</summary>
    public ValueList<UserSettings> Users { get; init; } = [];

    /// <summary>The boxes for messages that are no user's own, ordered by <see cref="MailboxSettings.Id"/>.</summary>
    public ValueList<MailboxSettings> Mailboxes { get; init; } = [];

    /// <summary>The numbers of the section <c>numbers</c>, ordered by <see cref="NumberSettings.Number"/>.</summary>
    public ValueList<NumberSettings> Numbers { get; init; } = [];

    /// <summary>The company's own classes of service, ordered by <see cref="ClassSettings.Name"/>.</summary>
    public ValueList<ClassSettings> Classes { get; init; } = [];

    /// <summary>The short codes, those of one function together.</summary>
    public ValueList<ShortCode> ShortCodes { get; init; } = ShortCode.Defaults;

    /// <summary>Emergency calls.</summary>
    public EmergencySettings Emergency { get; init; } = new();

    /// <summary>What nobody may call, and who is not put through.</summary>
    public BlockedSettings Blocked { get; init; } = new();

    /// <summary>The calendars, ordered by <see cref="CalendarSettings.Name"/>.</summary>
    public ValueList<CalendarSettings> Calendars { get; init; } = [];

    /// <summary>The directories that give numbers their names, in the order of the document, which is the order in which they count.</summary>
    public ValueList<DirectorySettings> Directories { get; init; } = [];

    /// <summary>What flows say, ordered by <see cref="PromptSettings.Name"/>.</summary>
    public ValueList<PromptSettings> Prompts { get; init; } = [];

    /// <summary>Where callers meet, ordered by <see cref="RoomSettings.Id"/>.</summary>
    public ValueList<RoomSettings> Rooms { get; init; } = [];

    /// <summary>What callers go through before somebody rings, ordered by <see cref="FlowSettings.Name"/>.</summary>
    public ValueList<FlowSettings> Flows { get; init; } = [];
}
