namespace Ponte.Pbx.Document;

/// <summary>A flow of the section <c>flows</c>: what a caller goes through before somebody rings.</summary>
public sealed record FlowSettings
{
    /// <summary>The flow's key in the document.</summary>
    public required string Name { get; init; }

    /// <summary>Which numbers outside the flow may call: the name of a class of service.</summary>
    public string Class { get; init; } = LineSettings.DefaultClass;

    /// <summary>The steps in their order. After the last one the call ends.</summary>
    public ValueList<FlowStep> Steps { get; init; } = [];
}
