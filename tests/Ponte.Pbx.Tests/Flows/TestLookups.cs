using Ponte.Pbx.Document;
using Ponte.Pbx.Flows;

namespace Ponte.Pbx.Tests.Flows;

/// <summary>Web services that say what the test says.</summary>
internal sealed class TestLookups : IFlowLookups
{
    public List<string> Asked { get; } = [];

    public LookupEnded Answer { get; set; } = new(null);

    public ValueTask<LookupEnded> AskAsync(LookupStep step, string url, CancellationToken cancellationToken)
    {
        Asked.Add(url);
        return ValueTask.FromResult(Answer);
    }
}
