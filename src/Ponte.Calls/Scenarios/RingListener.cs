using System.Collections.Immutable;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Media.Control.Model;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Scenarios;

/// <summary>
/// Who waits while places ring: a caller without an answer yet, or a party of a conversation that is passed on. What it can do, and what it hears.
/// </summary>
/// <param name="call">The call.</param>
/// <param name="leg">Its leg; null: nobody waits, for the call is ours.</param>
internal sealed class RingListener(Call call, Leg? leg)
{
    private Bridge? _bridge;
    private bool _isOpening;

    public Leg? Leg => leg;

    /// <summary>Told of the statuses by which places ring.</summary>
    public Action<int>? Progress { get; init; }

    /// <summary>What it can do, and so what may be offered; default until <see cref="IsReady"/>.</summary>
    public ImmutableArray<AgreedFormat> Formats { get; private set; } =
        leg is null ? Codecs.All
        : leg.IsAnswered || leg.Media.Local is not null ? leg.OfferedFormats(out _)
        : default;

    /// <summary>Whether its ports are open and its offer is understood.</summary>
    public bool IsReady => !Formats.IsDefault;

    /// <summary>Opens its ports, if nobody did.</summary>
    public void Open()
    {
        if (!IsReady && !_isOpening)
        {
            _isOpening = true;
            leg!.OpenMedia();
        }
    }

    /// <summary>Its ports are open. Null: it is ready; otherwise why nobody can be called for it.</summary>
    public CallEnd? Prepare()
    {
        Formats = leg!.OfferedFormats(out var unusable);
        return unusable;
    }

    /// <summary>
    /// Lets it hear what there is to hear: audio of a place while no other rings, else ringing. Of several places only one that really
    /// sends audio is heard; the 183 of a Teams client is often silent.
    /// </summary>
    public void Hear(ImmutableArray<RingingPlace> places)
    {
        if (leg is null)
        {
            return;
        }
        var inPlay = places.Where(p => p.IsInPlay).ToList();
        if (Audible(inPlay) is { } source)
        {
            Relay(leg, source.Leg!);
        }
        else if (inPlay.Exists(p => p.IsAlerting))
        {
            Ringback(leg, inPlay.Count == 1 ? inPlay[0].Leg : null);
        }
    }

    /// <summary>The bridge to <paramref name="other"/>, in place of one to anybody else.</summary>
    public Bridge BridgeTo(Leg other)
    {
        if (_bridge?.Second != other)
        {
            _bridge?.Disconnect();
            _bridge = new Bridge(call, leg!, other);
        }
        return _bridge;
    }

    /// <summary>Who is heard already stays; else the first.</summary>
    private RingingPlace? Audible(List<RingingPlace> inPlay)
    {
        var audible = inPlay.FindAll(p => p.IsAudible(inPlay.Count == 1));
        var heard = audible.Find(p => p.Leg == _bridge?.Second) ?? audible.FirstOrDefault();
        return inPlay.Exists(p => p != heard && p.Rings && !audible.Contains(p)) ? null : heard;
    }

    private void Relay(Leg listener, Leg source)
    {
        if (!listener.IsAnswered && !listener.BeginEarlyMedia(source.Agreed!.Formats))
        {
            listener.Ring();
            return;
        }
        listener.Media.StopTone();
        BridgeTo(source).Connect();
        source.AnnounceEarlyMedia();
    }

    /// <summary>It shall hear ringing: of its own side, or from us where it hears us already.</summary>
    /// <param name="listener">Its listener.</param>
    /// <param name="only">The one place that may answer, whose audio then takes the tone's place by itself; null: there are several.</param>
    private void Ringback(Leg listener, Leg? only)
    {
        if (!listener.IsAnswered && !listener.HasEarlyMedia && !(listener.Profile.NeedsRingbackTone && listener.BeginEarlyMedia(Formats)))
        {
            listener.Ring();
            return;
        }
        if (only is null)
        {
            _bridge?.Disconnect();
            _bridge = null;
            listener.Media.PlayTone(ToneKind.Ringback, null);
        }
        else if (!only.Media.HasAudio)
        {
            BridgeTo(only).Connect();
            listener.Media.PlayTone(ToneKind.Ringback, only.Media);
        }
    }
}
