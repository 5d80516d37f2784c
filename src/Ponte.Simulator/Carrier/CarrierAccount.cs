namespace Ponte.Simulator.Carrier;

/// <summary>An account of a line that registers.</summary>
/// <param name="User">The name.</param>
/// <param name="Password">The password.</param>
/// <param name="Numbers">The numbers whose calls go to where it is registered.</param>
public sealed record CarrierAccount(string User, string Password, System.Collections.Immutable.ImmutableArray<string> Numbers)
{
    /// <summary>The name only: the password never reaches a log.</summary>
    public override string ToString() => $"CarrierAccount({User})";
}
