using Ponte.Pbx.Company;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Plan;

/// <summary>What shall become of this call?</summary>
public sealed record PlanQuestion
{
    /// <summary>The company.</summary>
    public required CompanySnapshot Company { get; init; }

    /// <summary>What is known of this moment.</summary>
    public required IPlanWorld World { get; init; }

    /// <summary>Who calls.</summary>
    public required PlanCaller Caller { get; init; }

    /// <summary>What was dialled, as it came.</summary>
    public required string Dialled { get; init; }

    /// <summary>When the call came, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who forwarded the call before it came here, the first one first.</summary>
    public ValueList<Forwarder> Forwarders { get; init; } = [];

    /// <summary>How often the call has come through here already, by the mark that Ponte puts on its calls.</summary>
    public int Passes { get; init; }
}
