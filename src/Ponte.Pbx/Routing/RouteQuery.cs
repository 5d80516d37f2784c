using Ponte.Calls.Model;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Plan;

namespace Ponte.Pbx.Routing;

/// <summary>A call that somebody asks about.</summary>
/// <param name="From">Who calls: a user's key, name of a device, or number; a number of nobody's calls from outside. <c>anonymous</c> withholds it.</param>
/// <param name="To">What is dialled.</param>
/// <param name="Line">The line that the call comes by; empty for a user's own phone or Teams, and for the first carrier.</param>
/// <param name="At">When.</param>
public sealed record RouteQuery(string From, string To, string Line, DateTimeOffset At)
{
    private const string Anonymous = "anonymous";

    /// <summary>The caller; null where the line is not in the document, or nobody can call so.</summary>
    internal PlanCaller? CallerIn(CompanySnapshot company)
    {
        var device = company.Document.Users.SelectMany(u => u.Devices).FirstOrDefault(d => d.Login.Equals(From, StringComparison.Ordinal));
        var number = company.Reader.Read(From, NumberInFormat.National, company.Document.Company.Country) ?? "";
        var user =
            company.Document.Users.FirstOrDefault(u => u.Devices.Contains(device!))
            ?? company.UserById(From)
            ?? company.UserOf(From)
            ?? company.UserOf(number);
        var isAnonymous = From.Equals(Anonymous, StringComparison.OrdinalIgnoreCase);
        if (user is null && number.Length == 0 && !isAnonymous)
        {
            return null;
        }
        if (Line.Length == 0 && user is not null)
        {
            return OfUser(user, device, company);
        }
        var line = company.Document.Lines.FirstOrDefault(l =>
            Line.Length == 0 ? l.Kind == LineKind.Carrier : l.Name.Equals(Line, StringComparison.Ordinal)
        );
        return line is null
            ? null
            : new PlanCaller
            {
                Shown = user is null ? new Party(number, "", isAnonymous) : new Party(NumberOf(user), user.Name),
                Line = line,
                User = line.Kind == LineKind.Carrier ? null : user,
            };
    }

    /// <summary>A user calls from a phone, one without from Teams.</summary>
    private static PlanCaller OfUser(UserSettings user, DeviceSettings? device, CompanySnapshot company) =>
        new()
        {
            Shown = new Party(user.Extension.Length > 0 ? user.Extension : NumberOf(user), user.Name),
            Device = device?.Login ?? "",
            Line = user.Devices.Count == 0 && user.Teams is { } teams ? company.TeamsLineOf(teams) : null,
            User = user,
        };

    private static string NumberOf(UserSettings user) => user.Number.Length > 0 ? user.Number : user.Extension;
}
