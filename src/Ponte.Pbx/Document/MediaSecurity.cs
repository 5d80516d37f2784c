namespace Ponte.Pbx.Document;

/// <summary>Whether media is encrypted by SRTP.</summary>
public enum MediaSecurity
{
    /// <summary>Where the device is reached by TLS and offers or takes it.</summary>
    Optional,

    /// <summary>Never.</summary>
    Off,

    /// <summary>Always; a call without it is refused.</summary>
    Required,
}
