using System.Net;
using Ponte.Simulator.Signalling;

namespace Ponte.Simulator.Microsoft;

/// <summary>One of Microsoft's connection points.</summary>
public sealed class Hub
{
    private readonly Func<Hub, HubFault, Task> _apply;

    internal Hub(HubOptions options, Func<Hub, HubFault, Task> apply)
    {
        Options = options;
        Listen = options.Listen;
        _apply = apply;
    }

    /// <summary>Its settings.</summary>
    public HubOptions Options { get; }

    /// <summary>Its FQDN.</summary>
    public string Name => Options.Name;

    /// <summary>Where it listens.</summary>
    public IPEndPoint Listen { get; private set; }

    /// <summary>What is wrong with it.</summary>
    public HubFault Fault { get; private set; }

    /// <summary>The Retry-After of its 503, in seconds.</summary>
    public int RetryAfter { get; set; } = 1;

    /// <summary>How far the clock that its answers to OPTIONS tell by Date is ahead; null tells none, as Microsoft does not always.</summary>
    public TimeSpan? ClockAhead { get; set; }

    internal StreamListener? Listener { get; set; }

    internal string RecordRoute => $"<sip:{Options.RouteName}:{Listen.Port};transport=tls;lr>";

    /// <summary>Breaks or mends it. Connections that a fault forbids are closed.</summary>
    public async Task SetFaultAsync(HubFault fault)
    {
        Fault = fault;
        await _apply(this, fault);
    }

    internal void Begin(StreamListener listener)
    {
        Listener = listener;
        Listen = listener.Local;
    }
}
