using Ponte.Pbx.Flows;

namespace Ponte.Pbx.Tests.Flows;

/// <summary>Web services that say what the test says.</summary>
internal sealed class TestLookups : IFlowLookups
{
    public List<string> Asked { get; } = [];

    public LookupEnded Answer { get; set; } = new(null);

    public ValueTask<LookupEnded> AskAsync(FlowLookup question, CancellationToken cancellationToken)
    {
        Asked.Add(question.Url);
        return ValueTask.FromResult(Answer);
    }
}
