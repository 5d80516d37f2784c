namespace Ponte.Server.Settings;

/// <summary>A web service that makes speech of text.</summary>
internal sealed record SpeechSettings
{
    /// <summary>Where texts are posted.</summary>
    public required Uri Url { get; init; }

    /// <summary>What is sent as bearer token; empty for nothing.</summary>
    public string Key { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Url.ToString();
}
