using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Sip.Loop;

namespace Ponte.Calls.Live;

/// <summary>Something that happened to a call, as its scenario sees it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Leg">To which leg; null where it concerns the whole call.</param>
/// <param name="End">How the leg or call ended, or why something failed; null where nothing ended.</param>
/// <param name="Timer">The timer that told it, so that a late one is not taken for another; null where none did.</param>
internal readonly record struct Happening(HappeningKind Kind, Leg? Leg = null, CallEnd? End = null, LoopTimer? Timer = null)
{
    /// <summary>What a leg that comes from another call is for; null where none comes.</summary>
    public Joining? Joining { get; init; }

    /// <summary>The key that was pressed.</summary>
    public char Key { get; init; }

    /// <summary>The playback that is over.</summary>
    public uint Playback { get; init; }

    /// <summary>How it ended.</summary>
    public PlaybackEnd PlaybackEnd { get; init; }

    /// <summary>What was made ready for a recording; null for others.</summary>
    public RecordingPart? Recording { get; init; }

    /// <summary>What is wanted of the recording; null for others.</summary>
    public RecordingWish? Wish { get; init; }

    /// <summary>What is wanted of <see cref="Leg"/> in a conference; null for others.</summary>
    public ConferenceOrder? Order { get; init; }

    /// <summary>What is wanted of the supervision; null: its end, or for others.</summary>
    public SupervisionMode? Supervision { get; init; }

    /// <summary>The end of a recording of one leg; null for others.</summary>
    public RecordingEnded? Recorded { get; init; }

    /// <summary>The move of a flow that can begin; null for others.</summary>
    public FlowMove? Move { get; init; }
}
