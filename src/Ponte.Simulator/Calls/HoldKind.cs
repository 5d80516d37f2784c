namespace Ponte.Simulator.Calls;

/// <summary>How a simulated peer says that it holds the call.</summary>
public enum HoldKind
{
    /// <summary><c>a=inactive</c>: Microsoft, and some exchanges.</summary>
    Inactive,

    /// <summary><c>a=sendonly</c>.</summary>
    SendOnly,

    /// <summary><c>c=IN IP4 0.0.0.0</c> as in RFC 2543.</summary>
    ZeroAddress,
}
