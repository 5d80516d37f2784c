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

    /// <summary>The mix that it is in; null for none.</summary>
    public MixId? Mix { get; set; }

    /// <summary>Its part in the mix.</summary>
    public MixRole? Role { get; set; }

    /// <summary>Whether its peer hears that of another stream: by the mix, or relayed where it takes no mix.</summary>
    public bool Hears(FakeStream other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Role is null or { Hears: { IsDefault: false, IsEmpty: true } })
        {
            return other.Listeners.Contains(Id);
        }
        return other != this
            && other.Mix == Mix
            && other.Role!.Speaks
            && (other.Role.HeardBy.IsDefault || other.Role.HeardBy.Contains(Id))
            && (Role.Hears.IsDefault || Role.Hears.Contains(other.Id));
    }

    /// <summary>Who hears this stream's peer.</summary>
    public HashSet<StreamId> Listeners { get; } = [];
}
