namespace Ponte.Simulator.Microsoft;

/// <summary>An INVITE with Replaces (reference section 13): a retrieve, or somebody else's pickup.</summary>
/// <param name="User">The short name of the user who takes the call over.</param>
public sealed record ReplaceOptions(string User)
{
    /// <summary>Whether it has <c>Require: replaces</c>.</summary>
    public bool Requires { get; init; }

    /// <summary>The tone in Hz played once there is media; 0 for silence.</summary>
    public int Frequency { get; init; }
}
