namespace Ponte.Pbx.Voicemail;

/// <summary>When a greeting is said. Its word is part of file names: append only.</summary>
public enum GreetingKind
{
    /// <summary>Where no other one is said.</summary>
    Standard,

    /// <summary>When the owner is busy.</summary>
    Busy,

    /// <summary>In place of all others, as long as it is there.</summary>
    Temporary,
}
