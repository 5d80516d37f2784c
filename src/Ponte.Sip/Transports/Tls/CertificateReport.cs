using System.Collections.Immutable;

namespace Ponte.Sip.Transports.Tls;

/// <summary>Collects the faults of one profile.</summary>
internal sealed class CertificateReport(string profile)
{
    private readonly List<CertificateProblem> _problems = [];

    /// <summary>Whether one of the faults keeps the profile from being used.</summary>
    public bool HasErrors => _problems.Exists(p => p.IsError);

    public void Error(CertificateProblemKind kind, string setting, string message, string mend, params ReadOnlySpan<string> values) =>
        _problems.Add(new CertificateProblem(kind, true, profile, setting, message, mend) { Values = [.. values] });

    public void Warning(CertificateProblemKind kind, string setting, string message, string mend, params ReadOnlySpan<string> values) =>
        _problems.Add(new CertificateProblem(kind, false, profile, setting, message, mend) { Values = [.. values] });

    public ImmutableArray<CertificateProblem> ToProblems() => [.. _problems];
}
