using System.Globalization;

namespace Ponte.Pbx.Document;

/// <summary>One of Microsoft's connection points.</summary>
/// <param name="Host">A host name, never pinned to an address; the system's hosts file counts.</param>
/// <param name="Port">The TLS port.</param>
public sealed record HubAddress(string Host, int Port)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Port == TeamsSettings.DefaultPort ? Host : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
