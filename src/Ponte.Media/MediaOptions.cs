using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Ponte.Media;

/// <summary>Settings of the media engine. <see cref="Validate"/> tells every error at once.</summary>
public sealed record MediaOptions
{
    /// <summary>The addresses that streams may be opened on; at least one.</summary>
    public ImmutableArray<MediaAddress> Addresses { get; init; } = [];

    /// <summary>Threads that carry packets; 0 takes one per processor. All streams of a call are on one of them.</summary>
    public int Workers { get; init; }

    /// <summary>How long the ports of a closed stream rest before another stream gets them, so that packets under way to the old call are not heard in a new one.</summary>
    /// <remarks>Default: longer than packets live in practice and than a peer needs to see the BYE (RFC 3261 timer B has ended most retransmissions by then).</remarks>
    public TimeSpan PortRest { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most streams open at once. Default: 5,000 bridged calls, what the port range of one address (65,536 / 4 per call) allows with room.</summary>
    public int MaximumStreams { get; init; } = 10_000;

    /// <summary>Longest pause between two looks at the sockets under high load, 100 µs to 5 ms; zero always wakes at once.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Use the sockets of the .NET library where direct system calls would be possible too.</summary>
    public bool PortableSockets { get; init; }

    /// <summary>Every setting outside its bounds, in words; empty when all is well.</summary>
    public ImmutableArray<string> Validate()
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        if (Addresses.IsDefaultOrEmpty)
        {
            errors.Add("Media:Addresses is empty; at least one address is needed.");
        }
        else
        {
            ValidateAddresses(errors);
        }
        Check(errors, nameof(Workers), Workers, 0, 256);
        Check(errors, nameof(MaximumStreams), MaximumStreams, 1, 1_000_000);
        Check(errors, nameof(PortRest), PortRest, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        if (LongestPause != TimeSpan.Zero)
        {
            Check(errors, nameof(LongestPause), LongestPause, TimeSpan.FromMicroseconds(100), TimeSpan.FromMilliseconds(5));
        }
        return errors.ToImmutable();
    }

    private void ValidateAddresses(ImmutableArray<string>.Builder errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Addresses.Length; i++)
        {
            var address = Addresses[i];
            var place = string.Create(CultureInfo.InvariantCulture, $"Media:Addresses:{i} ({address.Name})");
            if (address.Name.Length == 0 || !names.Add(address.Name))
            {
                errors.Add($"{place}: the name must be set and may occur once.");
            }
            if (address.Bind.Equals(IPAddress.Any) || address.Bind.Equals(IPAddress.IPv6Any))
            {
                errors.Add($"{place}: Bind is {address.Bind}; it must be one address of this machine, because SDP names it.");
            }
            if (address.FirstPort is < 1024 or > 65534 || address.FirstPort % 2 != 0)
            {
                errors.Add($"{place}: FirstPort is {address.FirstPort}; it must be an even number from 1024 to 65534.");
            }
            if (address.LastPort <= address.FirstPort || address.LastPort > 65535 || address.LastPort % 2 == 0)
            {
                errors.Add($"{place}: LastPort is {address.LastPort}; it must be an odd number above FirstPort and at most 65535.");
            }
            if (address.Advertised is { } advertised && advertised.AddressFamily != address.Bind.AddressFamily)
            {
                errors.Add($"{place}: Advertised is {advertised}; it must be of the same family as Bind ({address.Bind}).");
            }
            foreach (var other in Addresses.Take(i).Where(o => OverlapsInPart(o, address)))
            {
                errors.Add($"{place}: the port range overlaps that of {other.Name}; it must be the same range or another one.");
            }
        }
    }

    private static bool OverlapsInPart(MediaAddress a, MediaAddress b) =>
        a.Bind.Equals(b.Bind)
        && a.FirstPort <= b.LastPort
        && b.FirstPort <= a.LastPort
        && (a.FirstPort, a.LastPort) != (b.FirstPort, b.LastPort);

    private static void Check<T>(ImmutableArray<string>.Builder errors, string name, T value, T lowest, T highest)
        where T : IComparable<T>
    {
        if (value.CompareTo(lowest) < 0 || value.CompareTo(highest) > 0)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"Media:{name} is {value}; it must be from {lowest} to {highest}."));
        }
    }
}
