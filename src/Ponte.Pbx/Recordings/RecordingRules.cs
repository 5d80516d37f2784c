using Ponte.Calls.Live;
using Ponte.Calls.Routing;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Recordings;

/// <summary>Which rule of the document holds for a call: that of its users, else that of its line, else the company's.</summary>
public static class RecordingRules
{
    /// <summary>The rule for two parties.</summary>
    /// <param name="document">The document in force.</param>
    /// <param name="first">The party that called, or the one that is left of it.</param>
    /// <param name="second">The other one.</param>
    public static RecordingRule Of(CompanyDocument document, LegIdentity first, LegIdentity second)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var direction =
            IsOutside(first) ? CallDirection.Inbound
            : IsOutside(second) ? CallDirection.Outbound
            : CallDirection.Internal;
        LegIdentity[] parties = [first, second];
        var users = parties.Select(p => document.Users.FirstOrDefault(u => u.Id.Equals(p.User, StringComparison.Ordinal))?.Recording);
        var lines = parties.Select(p => document.Lines.FirstOrDefault(l => l.Name.Equals(p.Name, StringComparison.Ordinal))?.Recording);
        var settings = Strongest(users) ?? Strongest(lines) ?? document.Company.Recording;
        return settings is null || !settings.Calls.Contains(direction)
            ? RecordingRule.Never
            : new RecordingRule(settings.When, settings.Announcement, settings.KeepDays);
    }

    /// <summary>Of two users the one whose calls are recorded counts: the other one may talk with whom he likes, but not forbid it.</summary>
    private static RecordingSettings? Strongest(IEnumerable<RecordingSettings?> settings) => settings.MaxBy(s => (int?)s?.When ?? -1);

    private static bool IsOutside(LegIdentity party) => party.User is null;
}
