using Ponte.Pbx.Calendars;
using Ponte.Server.Calendars;

namespace Ponte.Server.Languages;

/// <content>Calendars.</content>
internal sealed partial class Words
{
    public string CalendarsCommand =>
        T("Show what the calendars say, and until when", "Mostra che cosa dicono i calendari, e fino a quando");
    public string CalendarAtOption => T("The time to ask for, instead of now", "Il momento richiesto, al posto di adesso");
    public string Calendar => T("Calendar", "Calendario");
    public string ByWhat => T("By", "Per");
    public string Until => T("Until", "Fino a");
    public string NoCalendars =>
        T(
            "No calendars: apply a document with the section calendars.",
            "Nessun calendario: applicare un documento con la sezione calendars."
        );

    public string CalendarSetCommand => T("Open or close by hand", "Apre o chiude a mano (Giorno/Notte)");
    public string CalendarName => T("The calendar's name in the document", "Il nome del calendario nel documento");
    public string CalendarSwitchTo =>
        T(
            "day: open; night: closed; auto: as the calendar says",
            "day: Giorno, aperto; night: Notte, chiuso; auto: come dice il calendario"
        );

    /// <summary>What a calendar was set to.</summary>
    public string CalendarIsSet(string calendar, CalendarSwitch set) =>
        set switch
        {
            CalendarSwitch.Day => T($"{calendar} is open, until it is set otherwise.", $"{calendar} è in Giorno, fino a nuovo ordine."),
            CalendarSwitch.Night => T($"{calendar} is closed, until it is set otherwise.", $"{calendar} è in Notte, fino a nuovo ordine."),
            _ => T($"{calendar} follows its hours.", $"{calendar} segue il suo orario."),
        };

    /// <summary>What a calendar says.</summary>
    public string Outcome(CalendarOutcome outcome) =>
        outcome switch
        {
            CalendarOutcome.Active => T("open", "aperto"),
            CalendarOutcome.Active1 => T("open (1)", "aperto (1)"),
            CalendarOutcome.Active2 => T("open (2)", "aperto (2)"),
            CalendarOutcome.Active3 => T("open (3)", "aperto (3)"),
            CalendarOutcome.Overtime => T("closed", "chiuso"),
            _ => T("out of service", "fuori servizio"),
        };

    /// <summary>By which rule.</summary>
    public string Reason(CalendarReason reason) =>
        reason switch
        {
            CalendarReason.Hours => T("weekly hours", "orario settimanale"),
            CalendarReason.OutsideHours => T("outside hours", "fuori orario"),
            CalendarReason.Holiday => T("holiday", "festività"),
            CalendarReason.Special => T("special day", "giorno speciale"),
            _ => T("set by hand", "impostato a mano"),
        };

    /// <summary>How a feed of a calendar is.</summary>
    public string CalendarFeed(FeedStatus feed, string? readAt) =>
        $"{feed.Calendar}: {feed.Name}: "
        + (
            readAt is null
                ? T("not read yet", "non ancora letto")
                : T($"{feed.Days} days, read {readAt}", $"{feed.Days} giorni, letto {readAt}")
        )
        + (feed.Failure is null ? "" : $" ({T("cannot be read now", "ora non si può leggere")}: {feed.Failure})");
}
