using System.Globalization;
using PhoneNumbers;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Doctor;

/// <summary>The users' numbers: Microsoft and carriers take what is in the numbering plan.</summary>
internal static class NumberDiagnosis
{
    public static IEnumerable<Finding> Of(CompanyDocument document)
    {
        var faults = Faults(document).ToList();
        return faults.Count > 0 || document.Users.Count == 0
            ? faults
            : [Finding.Good(FindingCode.NumbersGood, "users", document.Users.Count.ToString(CultureInfo.InvariantCulture))];
    }

    private static IEnumerable<Finding> Faults(CompanyDocument document)
    {
        foreach (var user in document.Users)
        {
            if (user.Number.Length > 0 && !IsValid(user.Number))
            {
                yield return Finding.Warning(FindingCode.NumberInvalid, $"users.{user.Id}.number", user.Number);
            }
            if (user.Teams is { Number.Length: 0 })
            {
                yield return Finding.Error(FindingCode.TeamsNumberMissing, $"users.{user.Id}.teams.number");
            }
        }
        var shared = document.Users.Where(u => u.Teams is { Number.Length: > 0 }).GroupBy(u => u.Teams!.Number, StringComparer.Ordinal);
        foreach (var group in shared.Where(g => g.Count() > 1))
        {
            var users = string.Join(", ", group.Select(u => u.Id));
            yield return Finding.Error(FindingCode.TeamsNumberTwice, $"users.{group.First().Id}.teams.number", group.Key, users);
        }
    }

    private static bool IsValid(string number)
    {
        try
        {
            var util = PhoneNumberUtil.GetInstance();
            return util.IsPossibleNumber(util.Parse(number, null));
        }
        catch (NumberParseException)
        {
            return false;
        }
    }
}
