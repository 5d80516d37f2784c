using System.Collections.Immutable;
using Ponte.Pbx.Flows;

namespace Ponte.Server.Api;

/// <content>Flows.</content>
internal sealed partial class AdminClient
{
    /// <summary>Plays a flow as text.</summary>
    /// <param name="flow">Its name.</param>
    /// <param name="keys">What the caller does at each turn, separated by commas.</param>
    /// <param name="from">The caller's number; empty for an anonymous caller.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AdminException">No server answers, or there is no such flow.</exception>
    public Task<ImmutableArray<FlowTrialLine>> TryFlowAsync(
        string flow,
        string keys,
        string from,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        GetAsync(
            $"{AdminPaths.Flows}/{Uri.EscapeDataString(flow)}/trial?at={Uri.EscapeDataString(at.ToString("O"))}&keys={Uri.EscapeDataString(keys)}&from={Uri.EscapeDataString(from)}",
            ApiJson.Default.ImmutableArrayFlowTrialLine,
            cancellationToken
        );
}
