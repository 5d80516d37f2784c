namespace Ponte.Simulator.Microsoft;

/// <summary>When Teams hangs up the leg that it transferred.</summary>
public enum TransferBye
{
    /// <summary>After the final NOTIFY of a success.</summary>
    Final,

    /// <summary>280 ms after the 202, as seen in the field: before the target answers. The call must live on.</summary>
    Early,

    /// <summary>Two seconds after the final NOTIFY.</summary>
    Late,
}
