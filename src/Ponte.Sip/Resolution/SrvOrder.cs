using System.Collections.Immutable;

namespace Ponte.Sip.Resolution;

/// <summary>The order in which the servers of a service are tried (RFC 2782, "Usage rules").</summary>
internal static class SrvOrder
{
    /// <summary>Sorts by priority; among equals draws by weight.</summary>
    /// <param name="records">The records of one service.</param>
    /// <param name="random">Gives a number from 0 to below its argument.</param>
    public static ImmutableArray<SrvRecord> Arrange(IEnumerable<SrvRecord> records, Func<int, int> random)
    {
        var ordered = ImmutableArray.CreateBuilder<SrvRecord>();
        foreach (var group in records.GroupBy(r => r.Priority).OrderBy(g => g.Key))
        {
            // Records of weight 0 stand first, so that they have a small chance when others have weight.
            var waiting = group.OrderBy(r => r.Weight != 0).ToList();
            while (waiting.Count > 0)
            {
                var index = Draw(waiting, random);
                ordered.Add(waiting[index]);
                waiting.RemoveAt(index);
            }
        }
        return ordered.ToImmutable();
    }

    private static int Draw(List<SrvRecord> waiting, Func<int, int> random)
    {
        var drawn = random(waiting.Sum(r => r.Weight) + 1);
        var sum = 0;
        for (var i = 0; i < waiting.Count; i++)
        {
            sum += waiting[i].Weight;
            if (sum >= drawn)
            {
                return i;
            }
        }
        return waiting.Count - 1;
    }
}
