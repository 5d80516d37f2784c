using Ponte.Pbx.Company;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Plan;

/// <summary>The caller number that a line is told.</summary>
internal static class CallerIds
{
    /// <summary>A line with the caller number of a call that leaves by it.</summary>
    public static LineChoice For(TrunkSettings line, PlanCaller caller)
    {
        var user = caller.User;
        var hides =
            caller.HidesNumber ?? (caller.Shown.IsAnonymous || (line.Kind == LineKind.Carrier && user?.CallerId is UserSettings.Anonymous));
        var number = line.Kind == LineKind.Pbx ? ForExchange(caller, user) : ForCarrier(line, caller, user);
        return new LineChoice(line, number, hides);
    }

    /// <summary>For an emergency call: never hidden, the same number on every line where the document names one.</summary>
    public static LineChoice ForEmergency(TrunkSettings line, PlanCaller caller, CompanySnapshot company)
    {
        var choice = For(line, caller) with { HidesNumber = false };
        return company.Document.Emergency.CallerId is { Length: > 0 } number ? choice with { CallerNumber = number } : choice;
    }

    /// <summary>People of the company are known to each other by their extensions.</summary>
    private static string ForExchange(PlanCaller caller, UserSettings? user) =>
        user is { Extension.Length: > 0 } ? user.Extension : caller.Number;

    private static string ForCarrier(TrunkSettings line, PlanCaller caller, UserSettings? user)
    {
        if (user is null)
        {
            return line.CallerId.Length > 0 ? line.CallerId : caller.Number;
        }
        // An extension means nothing outside.
        var own =
            user.CallerId.StartsWith('+') ? user.CallerId
            : caller.Number.StartsWith('+') ? caller.Number
            : user.Number;
        var isOfOtherLine = line.Ranges.Count > 0 && !line.Ranges.Any(r => r.Contains(own));
        return own.Length == 0 || (isOfOtherLine && line.CallerId.Length > 0) ? line.CallerId : own;
    }
}
