namespace Ponte.Bench.Sip.Load;

/// <summary>What became of the calls. Written by the load's thread alone; read at any time.</summary>
internal sealed class LoadCounters
{
    public int Placed;
    public int Answered;

    /// <summary>Ended by BYE and its 200.</summary>
    public int Completed;

    /// <summary>Refused by 503.</summary>
    public int Shed;

    /// <summary>Of <see cref="Shed"/>, those without Retry-After.</summary>
    public int ShedWithoutRetry;

    /// <summary>Refused by anything else.</summary>
    public int Refused;

    /// <summary>The last status that refused.</summary>
    public int LastRefusal;

    /// <summary>No final answer in time, to INVITE or BYE.</summary>
    public int TimedOut;

    /// <summary>Ended by the server.</summary>
    public int Dropped;

    /// <summary>Messages sent again for want of an answer, at both ends.</summary>
    public int Retransmissions;

    public int Ended => Completed + Shed + Refused + TimedOut + Dropped;

    public int Failed => Refused + TimedOut + Dropped;

    /// <summary>INVITE to 180.</summary>
    public Histogram Ringing { get; } = new();

    /// <summary>INVITE to 200, without the time that the callee took.</summary>
    public Histogram SetUp { get; } = new();

    /// <summary>INVITE to 503.</summary>
    public Histogram Refusal { get; } = new();
}
