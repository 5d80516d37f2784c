using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.Lamps;

namespace Ponte.Pbx.Tests.CallBacks;

/// <summary>Keeps requests in memory; always at once.</summary>
internal sealed class MemoryCallBackStore : ICallBackStore
{
    public IReadOnlyList<CallBackRequest> Kept { get; private set; } = [];

    public bool IsBroken { get; set; }

    public IReadOnlyList<CallBackRequest> Load() => Kept;

    public ValueTask<bool> SaveAsync(IReadOnlyList<CallBackRequest> requests, CancellationToken cancellationToken)
    {
        if (!IsBroken)
        {
            Kept = requests;
        }
        return ValueTask.FromResult(!IsBroken);
    }

    /// <summary>A service that keeps its requests in memory.</summary>
    public static CallBackService Service(LampBoard lamps, TimeProvider time) =>
        new(Services(new MemoryCallBackStore(), lamps, time), new CallBackLimits());

    /// <summary>Nobody was called in vain.</summary>
    public static MissedCalls NoneMissed() => new(new LampBoard(), _ => null);

    public static CallBackServices Services(ICallBackStore store, LampBoard lamps, TimeProvider time) =>
        new()
        {
            Store = store,
            Lamps = lamps,
            IsFree = user => lamps.Of(user).IsEmpty,
            Time = time,
            Log = NullLogger.Instance,
        };
}
