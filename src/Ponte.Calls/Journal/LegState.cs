using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Journal;

/// <summary>What an answered leg needs to go on in another process.</summary>
public sealed record LegState
{
    /// <summary>The leg.</summary>
    public required LegId Id { get; init; }

    /// <summary>What stands at its far end.</summary>
    public required LegIdentity Identity { get; init; }

    /// <summary>Who stands at its far end; null: the caller or the called party of the call.</summary>
    public Party? Party { get; init; }

    /// <summary>How it behaves, by the snapshot that the call began with.</summary>
    public required LegProfile Profile { get; init; }

    /// <summary>Its dialog.</summary>
    public required DialogState Dialog { get; init; }

    /// <summary>Its stream in the media.</summary>
    public required StreamId Stream { get; init; }

    /// <summary>Our end of its audio, with our keys.</summary>
    public required LocalMedia Local { get; init; }

    /// <summary>What SDP agreed, with the peer's keys.</summary>
    public required AgreedAudio Agreed { get; init; }

    /// <summary>The fax that flows in place of the audio; null while there is none.</summary>
    public AgreedFax? Fax { get; init; }

    /// <summary>The description that we sent last; null where it is the agreed one.</summary>
    public SessionDescription? LastSent { get; init; }

    /// <summary>The leg's name only: the rest holds keys and numbers.</summary>
    public override string ToString() => $"LegState({Id})";
}
