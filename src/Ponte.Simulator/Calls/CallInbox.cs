using System.Threading.Channels;

namespace Ponte.Simulator.Calls;

/// <summary>The calls that came to one party and were not yet taken by its script.</summary>
internal sealed class CallInbox
{
    private readonly Channel<SimulatedCall> _calls = Channel.CreateUnbounded<SimulatedCall>();

    public void Add(SimulatedCall call) => _calls.Writer.TryWrite(call);

    public ValueTask<SimulatedCall> NextAsync(CancellationToken cancellationToken) => _calls.Reader.ReadAsync(cancellationToken);
}
