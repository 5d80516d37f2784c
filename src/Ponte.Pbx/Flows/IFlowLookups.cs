namespace Ponte.Pbx.Flows;

/// <summary>Asks web services, and tells them, for flows. From any thread.</summary>
public interface IFlowLookups
{
    /// <summary>Asks one. It answers, or fails, within seconds, and never throws for what a service does.</summary>
    /// <param name="question">What the flow asks, or tells.</param>
    /// <param name="cancellationToken">The call is over.</param>
    ValueTask<LookupEnded> AskAsync(FlowLookup question, CancellationToken cancellationToken);
}
