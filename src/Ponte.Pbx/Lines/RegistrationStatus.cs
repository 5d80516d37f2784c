namespace Ponte.Pbx.Lines;

/// <summary>Where our registration with a carrier stands.</summary>
/// <param name="Health">Where it stands.</param>
/// <param name="Reason">Why it failed, in words; empty where it did not.</param>
public sealed record RegistrationStatus(RegistrationHealth Health, string Reason = "")
{
    /// <summary>The line does not register.</summary>
    public static readonly RegistrationStatus NotUsed = new(RegistrationHealth.NotUsed);
}
