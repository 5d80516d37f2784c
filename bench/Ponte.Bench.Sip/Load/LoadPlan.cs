using System.Net;

namespace Ponte.Bench.Sip.Load;

/// <summary>What one run of the load does.</summary>
internal sealed record LoadPlan
{
    /// <summary>Where the calls are sent.</summary>
    public required IPEndPoint Server { get; init; }

    /// <summary>The number that is called.</summary>
    public string Number { get; init; } = Place.ExchangeNumber;

    /// <summary>New calls a second.</summary>
    public required int Rate { get; init; }

    /// <summary>Calls in all.</summary>
    public required int Calls { get; init; }

    /// <summary>From 180 to 200.</summary>
    public TimeSpan AnswerDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>From ACK to BYE; <see cref="Timeout.InfiniteTimeSpan"/>: until <see cref="CallLoad.Release"/>.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a call waits for its final answer, and a BYE for its own, before it counts as failed.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Whether the called side is on UDP here, or elsewhere (TLS).</summary>
    public bool AnswersHere { get; init; } = true;

    /// <summary>The processor that the load's thread is bound to; null for any.</summary>
    public int? Processor { get; init; }
}
