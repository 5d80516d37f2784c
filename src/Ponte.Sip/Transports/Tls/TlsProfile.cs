using System.Collections.Immutable;

namespace Ponte.Sip.Transports.Tls;

/// <summary>A TLS profile in use: follows its files as they change.</summary>
internal sealed class TlsProfile
{
    private volatile TlsMaterial _current;
    private string _stamp;
    private string _seen;

    private TlsProfile(TlsProfileOptions options, TlsMaterial material, string stamp)
    {
        Options = options;
        _current = material;
        _stamp = stamp;
        _seen = stamp;
    }

    public TlsProfileOptions Options { get; }

    /// <summary>What new handshakes use. Any thread.</summary>
    public TlsMaterial Current => _current;

    /// <summary>Reads a profile for the first time; null when its files cannot be used.</summary>
    public static TlsProfile? Load(TlsProfileOptions options, CertificateReport report)
    {
        var stamp = TlsMaterial.Stamp(options);
        return TlsMaterial.Load(options, report) is { } material ? new TlsProfile(options, material, stamp) : null;
    }

    /// <summary>
    /// Looks at the files again. A change is taken when it stood still from one look to the next, since certificate and key are written one
    /// after the other. Files that cannot be used leave what is in use as it is.
    /// </summary>
    /// <param name="problems">What is wrong with the changed files; empty when they were taken.</param>
    /// <returns>Whether there was a change, taken or not.</returns>
    public bool CheckFiles(out ImmutableArray<CertificateProblem> problems)
    {
        problems = [];
        var stamp = TlsMaterial.Stamp(Options);
        var isStill = string.Equals(stamp, _seen, StringComparison.Ordinal);
        _seen = stamp;
        if (!isStill || string.Equals(stamp, _stamp, StringComparison.Ordinal))
        {
            return false;
        }
        _stamp = stamp;
        var report = new CertificateReport(Options.Name);
        if (TlsMaterial.Load(Options, report) is { } material)
        {
            _current = material;
        }
        problems = report.ToProblems();
        return true;
    }
}
