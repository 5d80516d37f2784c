namespace Ponte.Sip.Subscriptions;

/// <summary>What a NOTIFY carries.</summary>
/// <param name="ContentType">The media type; empty without a body.</param>
/// <param name="Body">The body; empty for none.</param>
public readonly record struct NotifyBody(string ContentType, ReadOnlyMemory<byte> Body);
