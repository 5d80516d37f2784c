namespace Ponte.Media.Engine;

/// <summary>One subscription: what a stream receives goes to <paramref name="Sink"/> too.</summary>
/// <param name="Sink">Who gets it.</param>
/// <param name="PayloadTypes">By payload type of the source: that of the sink, or <see cref="FormatTable.NoPayloadType"/>.</param>
internal sealed record RelayLink(MediaStream Sink, byte[] PayloadTypes);
