namespace Ponte.Server.Settings;

/// <summary>What a TLS listener asks of those who connect to it.</summary>
internal enum ClientCertificate
{
    /// <summary>A certificate is asked for and looked at; only Microsoft must have one.</summary>
    Optional,

    /// <summary>Everybody must show a certificate of a trusted root.</summary>
    Required,

    /// <summary>No certificate is asked for: for phones that stumble over the question. Microsoft is not known on such a listener.</summary>
    Off,
}
