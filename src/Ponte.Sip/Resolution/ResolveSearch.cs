namespace Ponte.Sip.Resolution;

/// <summary>What one resolution has found so far, and what went wrong on the way.</summary>
internal sealed class ResolveSearch(string name)
{
    private readonly List<ResolvedHop> _hops = [];
    private DnsRecords? _failure;

    /// <summary>The host that was asked for.</summary>
    public string Name { get; } = name;

    /// <summary>The addresses in their order, each once.</summary>
    public IReadOnlyList<ResolvedHop> Hops => _hops;

    /// <summary>Whether the name's owner said that it does not offer the service (RFC 2782, target <c>.</c>).</summary>
    public bool IsServiceDenied { get; set; }

    public void Add(ResolvedHop hop)
    {
        if (!_hops.Contains(hop))
        {
            _hops.Add(hop);
        }
    }

    /// <summary>Remembers a failed query for the report, in case nothing is found.</summary>
    public void Note(DnsRecords answer)
    {
        if (answer.IsFailure)
        {
            _failure ??= answer;
        }
    }

    /// <summary>Why nothing was found.</summary>
    public ResolveResult Failure()
    {
        if (IsServiceDenied)
        {
            return ResolveResult.Failure(ResolveFailureKind.NoService, $"{Name} says that it offers no SIP");
        }
        return _failure switch
        {
            { Status: DnsStatus.TimedOut } f => ResolveResult.Failure(
                ResolveFailureKind.TimedOut,
                $"{Name}: name servers are silent ({f.Detail})"
            ),
            { } f => ResolveResult.Failure(ResolveFailureKind.ServerFailure, $"{Name}: name servers fail ({f.Detail})"),
            null => ResolveResult.Failure(ResolveFailureKind.NotFound, $"{Name} has no address in the DNS or the hosts file"),
        };
    }
}
