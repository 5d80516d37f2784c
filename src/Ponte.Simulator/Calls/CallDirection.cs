namespace Ponte.Simulator.Calls;

/// <summary>Who called.</summary>
public enum CallDirection
{
    /// <summary>The simulated peer called Ponte.</summary>
    ToPonte,

    /// <summary>Ponte called the simulated peer.</summary>
    FromPonte,
}
