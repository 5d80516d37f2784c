using System.Collections.Immutable;

namespace Ponte.Bench.Sip.Servers;

/// <summary>What a part of a server has used.</summary>
internal sealed record PartCost(string Part, TimeSpan Cpu, long PrivateBytes);

/// <summary>What a server has used.</summary>
internal sealed record ServerCost(ImmutableArray<PartCost> Parts)
{
    public TimeSpan Cpu => Parts.Aggregate(TimeSpan.Zero, (t, p) => t + p.Cpu);

    public long PrivateBytes => Parts.Sum(p => p.PrivateBytes);

    /// <summary>What was used since.</summary>
    public ServerCost Since(ServerCost before) =>
        new([
            .. Parts.Select(p =>
                before.Parts.FirstOrDefault(b => string.Equals(b.Part, p.Part, StringComparison.Ordinal)) is { } b
                    ? new PartCost(p.Part, p.Cpu - b.Cpu, p.PrivateBytes - b.PrivateBytes)
                    : p
            ),
        ]);
}
