using Ponte.Pbx.Calendars;
using Ponte.Pbx.Document.Reading;

namespace Ponte.Pbx.Document.Writing;

/// <content>The section <c>calendars</c>.</content>
internal static partial class CanonicalTree
{
    private static CanonicalNode Feed(FeedSettings feed)
    {
        var node = CanonicalNode.Mapping();
        if (feed.Url is { } url)
        {
            node.With("url", url);
        }
        return node.With("file", feed.File)
            .With("holds", feed.Holds == CalendarOutcome.OutOfService ? "" : Words.Of(Words.Outcomes, feed.Holds))
            .With("allowLocal", Flag(feed.AllowLocal));
    }

    private static CanonicalNode Calendar(CalendarSettings calendar)
    {
        var node = CanonicalNode.Mapping().With("code", calendar.Code);
        foreach (var (word, outcome) in Words.OpenOutcomes)
        {
            node.With(word, calendar.Open.Where(h => h.Outcome == outcome).Select(CalendarText.Print));
        }
        var special = CanonicalNode.Mapping();
        foreach (var days in calendar.Special)
        {
            special.With(CalendarText.Print(days), $"{Words.Of(Words.Outcomes, days.Outcome)} {days.Name}".TrimEnd());
        }
        return node.With("holidays", $"{calendar.HolidayCountry} {calendar.HolidayPlace}".TrimEnd())
            .With("onHolidays", calendar.OnHolidays == CalendarOutcome.OutOfService ? "" : Words.Of(Words.Outcomes, calendar.OnHolidays))
            .With("special", special)
            .WithMappings("feeds", calendar.Feeds.Select(Feed))
            .With("timeZone", calendar.TimeZone);
    }
}
