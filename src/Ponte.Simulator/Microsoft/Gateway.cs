using Ponte.Sip.Loop;

namespace Ponte.Simulator.Microsoft;

/// <summary>What Microsoft knows of one SBC: its health, by OPTIONS in both directions.</summary>
public sealed class Gateway
{
    private readonly TaskCompletionSource _active = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Gateway(TenantOptions tenant, GatewayOptions options)
    {
        Tenant = tenant;
        Options = options;
    }

    /// <summary>The tenant.</summary>
    public TenantOptions Tenant { get; }

    /// <summary>Its settings. Changed ones hold for calls that begin afterwards.</summary>
    public GatewayOptions Options { get; set; }

    /// <summary>Its name.</summary>
    public string Fqdn => Options.Fqdn;

    /// <summary>Whether OPTIONS came from it lately and it answered ours.</summary>
    public bool IsActive { get; private set; }

    /// <summary>OPTIONS of the SBC that were answered 200, by the hub's name.</summary>
    public IReadOnlyDictionary<string, int> OptionsReceived => _received;

    /// <summary>Our OPTIONS that the SBC answered 200.</summary>
    public int OptionsAnswered { get; private set; }

    /// <summary>Why the last probe failed; empty if it did not.</summary>
    public string Problem { get; private set; } = "";

    internal Instant? LastOptions { get; private set; }

    internal Instant NextProbe { get; set; }

    internal bool Probing { get; set; }

    private readonly Dictionary<string, int> _received = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits until it is active for the first time.</summary>
    public Task ActiveAsync(CancellationToken cancellationToken = default) => _active.Task.WaitAsync(cancellationToken);

    internal void OnOptions(string hub, Instant now)
    {
        LastOptions = now;
        _received[hub] = _received.GetValueOrDefault(hub) + 1;
    }

    internal void OnProbed(string problem)
    {
        Problem = problem;
        if (problem.Length > 0)
        {
            IsActive = false;
            return;
        }
        OptionsAnswered++;
        IsActive = true;
        _active.TrySetResult();
    }

    internal void OnSilent() => IsActive = false;
}
