using System.Collections.Immutable;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Doctor;

/// <summary>Makes findings of facts: everything at once, in the order in which an administrator mends it.</summary>
public static class Diagnosis
{
    /// <summary>The findings.</summary>
    public static ImmutableArray<Finding> Of(Examination facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var teams = facts.Document.Lines.OfType<TeamsSettings>().ToList();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        findings.AddRange(MachineDiagnosis.Clock(facts));
        findings.AddRange(MachineDiagnosis.Media(facts));
        findings.AddRange(MailDiagnosis.Of(facts));
        foreach (var line in teams)
        {
            findings.AddRange(MachineDiagnosis.Certificates(facts, line));
            findings.AddRange(TeamsDiagnosis.Listener(facts, line));
            findings.AddRange(TeamsDiagnosis.OwnNames(facts, line));
            findings.AddRange(TeamsDiagnosis.Hubs(facts, line));
            findings.AddRange(TeamsDiagnosis.Options(facts, line));
        }
        findings.AddRange(LineDiagnosis.Lines(facts));
        findings.AddRange(NumberDiagnosis.Of(facts.Document));
        findings.AddRange(TeamsDiagnosis.Refusals(facts));
        return findings.ToImmutable();
    }
}
