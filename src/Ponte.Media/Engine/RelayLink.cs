using System.Runtime.InteropServices;
using Ponte.Media.Mixing;

namespace Ponte.Media.Engine;

/// <summary>One subscription: what a stream receives goes to <paramref name="Sink"/> too.</summary>
/// <param name="Sink">Who gets it.</param>
/// <param name="Sender">The sink's sender, at hand for each packet.</param>
/// <param name="PayloadTypes">By payload type of the source: that of the sink, or <see cref="FormatTable.NoPayloadType"/>.</param>
/// <param name="Transcoding">Takes what has no payload type at the sink; null where all has one that the sink could hear.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RelayLink(MediaStream Sink, StreamSender Sender, byte[] PayloadTypes, Transcoding? Transcoding);
