using Ponte.Media.Sockets;

namespace Ponte.Media.Engine;

/// <summary>Which address one peer nominated for one component. We have one candidate, so a pair is known by the peer's address. For one thread.</summary>
internal sealed class IcePath
{
    /// <summary>
    /// How long a pair that was checked last may outrank a newer nomination. Aggressive nomination (RFC 5245 section 8.1.1.2) nominates all of its pairs
    /// within this time and means the best; what is nominated later means that the old pair is left.
    /// </summary>
    public static readonly TimeSpan Lead = TimeSpan.FromSeconds(2);

    private uint _priority;
    private TimeSpan _checkedAt;

    /// <summary>The address; none before a nomination.</summary>
    public PeerAddress Nominated { get; private set; }

    /// <summary>The peer checked a pair, and nominated it where <paramref name="nominates"/>.</summary>
    /// <param name="source">The peer's address.</param>
    /// <param name="priority">The pair's priority: with one candidate of ours, that of the peer's candidate puts pairs in their order (RFC 8445 section 6.1.2.3).</param>
    /// <param name="nominates">Whether it said USE-CANDIDATE.</param>
    /// <param name="now">When.</param>
    public void Check(in PeerAddress source, uint priority, bool nominates, TimeSpan now)
    {
        if (source == Nominated)
        {
            _checkedAt = now;
        }
        else if (nominates && (Nominated.IsNone || priority >= _priority || now - _checkedAt >= Lead))
        {
            Nominated = source;
            _priority = priority;
            _checkedAt = now;
        }
    }
}
