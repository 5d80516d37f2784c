using Ponte.Pbx.Document;

namespace Ponte.Pbx.Flows;

/// <summary>Asks web services for flows. From any thread.</summary>
public interface IFlowLookups
{
    /// <summary>Asks one. It answers, or fails, within seconds, and never throws for what a service does.</summary>
    /// <param name="step">The step that asks.</param>
    /// <param name="url">The address.</param>
    /// <param name="cancellationToken">The call is over.</param>
    ValueTask<LookupEnded> AskAsync(LookupStep step, string url, CancellationToken cancellationToken);
}
