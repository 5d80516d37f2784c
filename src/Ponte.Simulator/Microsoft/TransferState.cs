namespace Ponte.Simulator.Microsoft;

/// <summary>How far a transfer has come.</summary>
public enum TransferState
{
    /// <summary>The call is being held, or the REFER is under way.</summary>
    Referring,

    /// <summary>The SBC took the REFER; its NOTIFYs tell of the target.</summary>
    Accepted,

    /// <summary>The last NOTIFY told of a success.</summary>
    Done,

    /// <summary>The REFER was refused, or the last NOTIFY told of a failure, or none came: the transferor goes on with the call.</summary>
    Failed,
}
