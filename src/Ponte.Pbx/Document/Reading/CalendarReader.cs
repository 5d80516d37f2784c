using Ponte.Pbx.Calendars;

namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads one calendar of the section <c>calendars</c>.</summary>
internal static class CalendarReader
{
    private const int MaxSpecial = 500;
    private const int MaxFeeds = 8;
    private const string HoursMend = "give for instance [\"mon-fri 09:00-13:00\"]";

    public static CalendarSettings Read(string name, FieldReader fields, SecretReader secrets)
    {
        var (country, place) = ReadHolidays(fields);
        var calendar = new CalendarSettings
        {
            Name = name,
            Code = fields.Text("code", Checks.CalendarCode) ?? "",
            Open =
            [
                .. Words.OpenOutcomes.SelectMany(o =>
                    fields.List(
                        o.Key,
                        HoursMend,
                        text =>
                            (
                                CalendarText.ReadHours(text, o.Value),
                                "is no hours; give for instance \"mon-fri 09:00-13:00\" or \"sat,sun 22:00-06:00\""
                            )
                    )
                ),
            ],
            HolidayCountry = country,
            HolidayPlace = place,
            OnHolidays = fields.Choice("onHolidays", Words.Outcomes) ?? CalendarOutcome.OutOfService,
            Special = ReadSpecial(fields),
            Feeds = ReadFeeds(fields, secrets),
            TimeZone = fields.Text("timeZone", Checks.TimeZone) ?? "",
        };
        fields.End();
        return calendar;
    }

    private static (string Country, string Place) ReadHolidays(FieldReader fields)
    {
        var text = fields.Text("holidays", Complaint) ?? "";
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..]);
    }

    private static string? Complaint(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (country, place) = space < 0 ? (text, "") : (text[..space], text[(space + 1)..]);
        if (!Holidays.Countries.Contains(country))
        {
            return $"is no country whose holidays are known; give one of {string.Join(", ", Holidays.Countries)}, or special days";
        }
        if (Holidays.Of(country, place) is not null)
        {
            return null;
        }
        var places = Holidays.PlacesOf(country);
        return Nearest.To(place, places) is { } near ? $"names no place of {country}; did you mean {near}?"
            : places.IsEmpty ? $"names a place; {country} has none with holidays of its own"
            : $"names no place of {country}; give one of {string.Join(", ", places)}";
    }

    private static ValueList<FeedSettings> ReadFeeds(FieldReader calendar, SecretReader secrets)
    {
        var feeds = new List<FeedSettings>();
        foreach (var fields in calendar.Maps("feeds", "give for instance [ { url: \"https://HOST/closures.ics\" } ]"))
        {
            if (feeds.Count == MaxFeeds)
            {
                fields.ComplainOfAll($"is too much; give at most {MaxFeeds} feeds");
                break;
            }
            var feed = new FeedSettings
            {
                Url = secrets.Optional(fields, "url", FeedUrl),
                File = fields.Text("file", FeedFile) ?? "",
                Holds = fields.Choice("holds", Words.Outcomes) ?? CalendarOutcome.OutOfService,
                AllowLocal = fields.Flag("allowLocal") ?? false,
            };
            if ((fields.Take("url") is null) == (fields.Take("file") is null))
            {
                fields.Missing("url", "give either url or file");
            }
            fields.End();
            feeds.Add(feed);
        }
        return [.. feeds];
    }

    private static string? FeedUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "webcal"
            ? null
            : "is no address of a calendar; give https://HOST/…, env:NAME or file:PATH";

    private static string? FeedFile(string text) =>
        text.Length <= 100 && text.EndsWith(".ics", StringComparison.OrdinalIgnoreCase) && text.IndexOfAny(['/', '\\']) < 0
            ? null
            : "is no file's name; give one such as closures.ics, which lies in the folder calendars of the data folder";

    private static ValueList<SpecialDays> ReadSpecial(FieldReader calendar)
    {
        if (calendar.Map("special", "give for instance { 2026-12-24: active1 }") is not { } fields)
        {
            return [];
        }
        var special = new List<SpecialDays>();
        foreach (var entry in fields.Node.Entries)
        {
            var complaint = special.Count < MaxSpecial ? null : $"is too much; at most {MaxSpecial} are read";
            var words = entry.Value.Kind == YamlKind.Scalar ? entry.Value.Text.Split(' ', 2, StringSplitOptions.TrimEntries) : [""];
            if (complaint is null && !Words.Outcomes.ContainsKey(words[0]))
            {
                complaint =
                    $"is not what holds then; give one of {string.Join(", ", Words.Outcomes.Keys)}, and after it a name if you like";
            }
            var days = complaint is null
                ? CalendarText.ReadDays(entry.Key.Text, Words.Outcomes[words[0]], words.ElementAtOrDefault(1) ?? "")
                : null;
            if (days is not null)
            {
                special.Add(days);
                continue;
            }
            fields.Complain(
                entry.Key.Text,
                complaint is null ? entry.Key : entry.Value,
                complaint is null
                    ? $"{FieldReader.Shown(entry.Key.Text)} is no day; give for instance 2026-12-24, 2026-08-10/2026-08-21 or \"2026-12-24 09:00-12:00\""
                    : $"{FieldReader.Shown(entry.Value.Text)} {complaint}"
            );
        }
        return [.. special];
    }
}
