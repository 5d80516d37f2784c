namespace Ponte.Pbx.Lines;

/// <summary>Where our registration with a carrier stands.</summary>
public enum RegistrationHealth
{
    /// <summary>The line does not register.</summary>
    NotUsed = 0,

    /// <summary>The first answer is awaited.</summary>
    Registering = 1,

    /// <summary>The registrar accepted us.</summary>
    Registered = 2,

    /// <summary>The registrar refused us or did not answer; tried again later.</summary>
    Failed = 3,
}
