using System.Net;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;

namespace Ponte.TestKit.Media;

/// <summary>A stream as the fake media knows it.</summary>
public sealed class FakeStream
{
    public required StreamId Id { get; init; }

    public required ulong Call { get; init; }

    public required string AddressName { get; init; }

    public required IPEndPoint Rtp { get; init; }

    /// <summary>The settings in force; null before the first.</summary>
    public StreamSettings? Settings { get; set; }

    /// <summary>How often settings came.</summary>
    public int Configurations { get; set; }

    /// <summary>The tone that the peer hears; null for none.</summary>
    public PlayTone? Tone { get; set; }

    /// <summary>The files that the peer hears; null for none.</summary>
    public Play? Playing { get; set; }

    /// <summary>How it is recorded; null where it is not.</summary>
    public StartRecording? Recording { get; set; }

    /// <summary>Whether keys in the band are looked for.</summary>
    public bool HearsKeyTones { get; set; }

    /// <summary>Who hears this stream's peer.</summary>
    public HashSet<StreamId> Listeners { get; } = [];
}
