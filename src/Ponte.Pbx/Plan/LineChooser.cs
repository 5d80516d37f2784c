using System.Collections.Immutable;
using System.Globalization;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Plan;

/// <summary>Which lines a call leaves by, and with which caller number.</summary>
internal sealed class LineChooser(PlanQuestion question, PlanNotes notes)
{
    private readonly CompanySnapshot _company = question.Company;

    /// <summary>The lines for a number, in the order in which they are tried; empty where none takes it.</summary>
    /// <param name="number">In the inside form.</param>
    /// <param name="caller">The caller whose number is shown.</param>
    /// <param name="isForward">A forward may go back to the line that the call came by; a call as such never does.</param>
    public ImmutableArray<LineChoice> For(string number, PlanCaller caller, bool isForward)
    {
        var isOfCompany = _company.IsInternal(number);
        var matches = _company
            .LinesFor(number)
            .Where(m => m.Line.Kind == LineKind.Pbx || !isOfCompany)
            .Where(m => isForward || MayLeave(m, caller));
        return Chosen(InOrderOfHealth(matches), caller);
    }

    /// <summary>The lines for an emergency call.</summary>
    public ImmutableArray<LineChoice> ForEmergency(PlanCaller caller)
    {
        var names = _company.Document.Emergency.Lines;
        var trunks = _company.Document.Lines.OfType<TrunkSettings>().ToList();
        var lines =
            names.Count > 0
                ? names.Select(n => trunks.First(l => l.Name.Equals(n, StringComparison.Ordinal)))
                : trunks.Where(l => l.Kind == LineKind.Carrier);
        var matches = lines.Select(l => new LineMatch(l, "", 0, 0)).Where(m => MayLeave(m, caller));
        ImmutableArray<LineChoice> chosen = [.. InOrderOfHealth(matches).Select(m => CallerIds.ForEmergency(m.Line, caller, _company))];
        Note(chosen, _ => ("", ""));
        return chosen;
    }

    private ImmutableArray<LineChoice> Chosen(List<LineMatch> matches, PlanCaller caller)
    {
        ImmutableArray<LineChoice> chosen = [.. matches.Select(m => CallerIds.For(m.Line, caller))];
        Note(chosen, i => (matches[i].By, matches[i].Cost.ToString(CultureInfo.InvariantCulture)));
        return chosen;
    }

    private bool MayLeave(LineMatch match, PlanCaller caller)
    {
        if (caller.IsFromCarrier && match.Line.Kind == LineKind.Carrier)
        {
            return false; // NumberPlan says so
        }
        var isOrigin = match.Line.Name.Equals(caller.Line?.Name, StringComparison.Ordinal);
        if (isOrigin)
        {
            notes.Add(PlanStepCode.LineIsOrigin, match.Line.Name);
        }
        return !isOrigin;
    }

    /// <summary>What is known to be down is tried last, so that a caller does not wait for it.</summary>
    private List<LineMatch> InOrderOfHealth(IEnumerable<LineMatch> matches)
    {
        var all = matches.ToList();
        var down = all.Where(m => !question.World.IsUp(m.Line)).ToList();
        foreach (var match in down)
        {
            notes.Add(PlanStepCode.LineDown, match.Line.Name);
        }
        return [.. all.Except(down), .. down];
    }

    private void Note(ImmutableArray<LineChoice> chosen, Func<int, (string By, string Cost)> why)
    {
        for (var i = 0; i < chosen.Length; i++)
        {
            var (by, cost) = why(i);
            notes.Add(PlanStepCode.LineTried, (i + 1).ToString(CultureInfo.InvariantCulture), chosen[i].Line.Name, by, cost);
            notes.Add(
                chosen[i].HidesNumber ? PlanStepCode.CallerIdHidden : PlanStepCode.CallerIdOut,
                chosen[i].Line.Name,
                chosen[i].CallerNumber
            );
        }
        if (chosen.IsEmpty)
        {
            notes.Add(PlanStepCode.NoLine);
        }
    }
}
