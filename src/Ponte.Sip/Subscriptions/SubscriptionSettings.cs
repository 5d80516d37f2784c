using Ponte.Sip.Agent;

namespace Ponte.Sip.Subscriptions;

/// <summary>How we serve one subscription.</summary>
public sealed record SubscriptionSettings
{
    /// <summary>How we present ourselves in its dialog.</summary>
    public required SessionSettings Session { get; init; }

    /// <summary>The life that is granted when the peer asks for none. Default one hour: RFC 3842 and RFC 4235 name it.</summary>
    public TimeSpan DefaultExpires { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The longest life. Default 10 minutes: a subscription does not outlive a restart of ours, and after this time the peer has made it anew.
    /// </summary>
    public TimeSpan LongestExpires { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The shortest life that a peer may ask for; below it 423. Default one minute.</summary>
    public TimeSpan ShortestExpires { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The time between two NOTIFYs. Default half a second: RFC 4235 section 3.10 recommends a second, which people see on a lamp.</summary>
    public TimeSpan LeastGap { get; init; } = TimeSpan.FromMilliseconds(500);
}
