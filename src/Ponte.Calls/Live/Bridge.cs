using Ponte.Calls.Events;

namespace Ponte.Calls.Live;

/// <summary>Two legs that hear each other, or a tone while the other is on hold.</summary>
internal sealed class Bridge
{
    private readonly Call _call;
    private bool _isConnected;

    public Bridge(Call call, Leg first, Leg second)
    {
        _call = call;
        First = first;
        Second = second;
        first.Partner = second;
        second.Partner = first;
    }

    public Leg First { get; }

    public Leg Second { get; }

    /// <summary>Relays audio both ways, from before the answer on.</summary>
    public void Connect()
    {
        if (_isConnected)
        {
            return;
        }
        _isConnected = true;
        First.Media.ConnectTo(Second.Media);
        Second.Media.ConnectTo(First.Media);
    }

    /// <summary>Ends the relay: the first party shall hear somebody else.</summary>
    public void Disconnect()
    {
        First.Partner = null;
        if (_isConnected && First.Media.IsOpen && Second.Media.IsOpen)
        {
            First.Media.DisconnectFrom(Second.Media);
            Second.Media.DisconnectFrom(First.Media);
        }
        _isConnected = false;
    }

    /// <summary>Both hear each other again.</summary>
    public void Rejoin()
    {
        First.Partner = Second;
        Second.Partner = First;
        First.Media.StopTone();
        Second.Media.StopTone();
        Connect();
        UpdateTones();
    }

    /// <summary>The conversation begins.</summary>
    public void Join()
    {
        Connect();
        UpdateTones();
        _call.Publish((id, at) => new LegsBridged(id, at, First.Id, Second.Id));
    }

    /// <summary>The leg that hears the given one.</summary>
    public Leg Other(Leg leg) => leg == First ? Second : First;

    /// <summary>Whether the leg is one of both.</summary>
    public bool Has(Leg? leg) => leg == First || leg == Second;

    /// <summary>Both hear each other no more. Before a stream of either is closed.</summary>
    public void Part()
    {
        Disconnect();
        Second.Partner = null;
        First.Media.StopTone();
        Second.Media.StopTone();
    }

    /// <summary>One leaves, and the other is joined with somebody else already.</summary>
    public void PartFrom(Leg leaves)
    {
        var partner = Other(leaves).Partner;
        Part();
        Other(leaves).Partner = partner;
    }

    /// <summary>
    /// Two parties who were answered apart hear each other by what they have agreed to. Who sends a fax or may send what the other cannot take is asked
    /// to change, the newcomer before one who stays.
    /// </summary>
    public void Fit(Leg newcomer)
    {
        var other = Other(newcomer);
        var shared = Codecs.Share(newcomer.Agreed!.Formats, other.Agreed!.Formats);
        if (newcomer.Fax is not null || !Codecs.Covers(other.Agreed.Formats, newcomer.Agreed.Formats))
        {
            newcomer.OfferAnew(other.Agreed.Formats);
        }
        if (shared && (other.Fax is not null || !Codecs.Covers(newcomer.Agreed.Formats, other.Agreed.Formats)))
        {
            other.OfferAnew(newcomer.Agreed.Formats);
        }
    }

    /// <summary>Plays the hold tone to a party whose partner holds, and stops it where none does.</summary>
    public void UpdateTones()
    {
        UpdateTone(First, Second);
        UpdateTone(Second, First);
    }

    private static void UpdateTone(Leg listener, Leg partner)
    {
        if (!partner.IsHeld || listener.IsHeld)
        {
            listener.Media.StopTone();
            return;
        }
        // One that holds with sendonly may play music of its own, which the other party shall then hear.
        var playsMusic = partner.Agreed!.Direction.HasFlag(Ponte.Sip.Sdp.AudioDirection.ReceiveOnly);
        listener.Media.PlayHold(playsMusic ? partner.Media : null);
    }
}
