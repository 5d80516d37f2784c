using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Document.Reading;
using Ponte.Pbx.Numbers;

namespace Ponte.Pbx.Plan;

/// <summary>Whether a number may be called: what the company blocks, then the lists of the class of service, then its category.</summary>
internal sealed class ClassCheck(CompanySnapshot company, PlanNotes notes)
{
    /// <summary>Whether somebody of this class may call a number. Not to be asked for emergency numbers.</summary>
    public bool Allows(string className, string number)
    {
        var blocked = company.Document.Blocked;
        if (PrefixList.Holds(blocked.To, blocked.Except, number, out var prefix))
        {
            notes.Add(PlanStepCode.NumberBlocked, prefix);
            return false;
        }
        var category = CategoryOf(number);
        notes.Add(PlanStepCode.Category, Words.Of(Words.Categories, category));
        var settings = company.ClassOf(className);
        if (PrefixList.Holds(settings.Deny, settings.Allow, number, out prefix))
        {
            notes.Add(PlanStepCode.ListForbids, className, prefix);
            return false;
        }
        if (PrefixList.Longest(settings.Allow, number) is { } allowed)
        {
            notes.Add(PlanStepCode.ListAllows, className, allowed);
            return true;
        }
        var allows = category <= settings.UpTo;
        notes.Add(allows ? PlanStepCode.ClassAllows : PlanStepCode.ClassForbids, className);
        return allows;
    }

    private CallCategory CategoryOf(string number)
    {
        var isOwnShort = !number.StartsWith('+') && company.IsOfExchange(number);
        return isOwnShort || company.IsInternal(number)
            ? CallCategory.Internal
            : NumberCategories.Of(number, company.Document.Company.Country, company.Document.Company.AreaCode);
    }
}
