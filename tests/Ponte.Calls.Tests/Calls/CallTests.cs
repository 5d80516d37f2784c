using Ponte.Calls.Tests.Bench;

namespace Ponte.Calls.Tests.Calls;

/// <summary>A test of whole calls. When it is over, nothing of its calls may be left.</summary>
public abstract class CallTests : IDisposable
{
    private protected CallsBench Bench { get; set; } = new();

    private protected Peer Carrier => Bench.Carrier;

    private protected Peer Second => Bench.Second;

    private protected Peer Teams => Bench.Teams;

    private protected Peer Phone => Bench.Phone;

    public void Dispose()
    {
        Bench.ExpectNothingLeft();
        GC.SuppressFinalize(this);
    }
}
