using Ponte.Calls.Ends;
using Ponte.Calls.Model;
using Ponte.Sip.Agent;

namespace Ponte.Calls.Live;

/// <content>The far end hands its call over, and takes its leave.</content>
internal sealed partial class Leg
{
    /// <summary>How long a far end that has handed its call over may take to hang up by itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>How long a leg whose partner was given to another call waits to be told to hang up. A NOTIFY is given up after 32 s.</summary>
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(40);

    private Party? _party;
    private Action? _told;

    /// <summary>What the far end asked for by REFER and what is not concluded; null where nothing is.</summary>
    public Referral? Referral { get; private set; }

    /// <summary>Who stands at the far end, as others see it.</summary>
    public Party Party
    {
        get => _party ?? (Identity.IsCaller ? _call.Caller : _call.Called);
        set => _party = value;
    }

    /// <summary>The transfer that the far end asked for came to nothing: it is told the status, and its leg goes on.</summary>
    public void Resume(int status)
    {
        Referral?.Conclude(status, static () => { });
        Referral = null;
    }

    /// <summary>
    /// Its partner goes to another call: it is over here, and hangs up when the other call says so. Teams keeps a consultation call on its
    /// screen for minutes that is ended before the transfer is.
    /// </summary>
    public void HangUpLater(CallEnd end, Joining joining)
    {
        if (End is not null)
        {
            return;
        }
        Finish(end);
        var (session, reason, loop) = (_session!, EndWriter.ByeReason(end, Profile.Reasons), Loop);
        loop.Schedule(LongestFarewell, () => session.Bye(reason));
        joining.Farewell = () => loop.Post(() => loop.Schedule(Grace, () => session.Bye(reason)));
    }

    /// <summary>Its call was handed over: it hangs up when it has heard so, unless it does before.</summary>
    /// <param name="to">To whom.</param>
    /// <param name="told">Called when it has heard the outcome, or is gone.</param>
    public void Leave(Leg to, Action? told)
    {
        if (Referral is null || End is not null)
        {
            told?.Invoke();
        }
        else
        {
            _told = told;
        }
        HangUp(new CallEnd(EndSide.System, EndCause.Transferred, Detail: to.Identity.Name));
        Close();
    }

    /// <summary>Takes over the channel of a leg whose place it takes, where both are of one line and it has none.</summary>
    public void TakeChannelOf(Leg replaced)
    {
        if (_channel is null && End is null && replaced.Identity.Name.Equals(Identity.Name, StringComparison.Ordinal))
        {
            (_channel, replaced._channel) = (replaced._channel, null);
        }
    }

    private void TakeReferral(IncomingRequest request)
    {
        if (End is not null || Referral is not null || !_call.IsTalking || Fax is not null)
        {
            request.Respond(End is null ? 491 : 481);
            return;
        }
        if (Referral.Read(request) is { } referral)
        {
            Referral = referral;
            referral.Accept();
            _call.Tell(new Happening(HappeningKind.Referred, this));
        }
    }

    /// <summary>
    /// Hangs up. Who asked for a transfer is told its outcome first, and hangs up by itself as a rule: a BYE before Teams has answered the
    /// last NOTIFY would leave a call there that nobody is in, for minutes.
    /// </summary>
    private void SayGoodbye(CallEnd end)
    {
        var (session, reason, loop) = (_session!, EndWriter.ByeReason(end, Profile.Reasons), Loop);
        if (Referral is not { } referral)
        {
            session.Bye(reason);
            return;
        }
        Referral = null;
        var status = end.Cause == EndCause.Transferred ? 200 : EndWriter.Status(end);
        var told = _told;
        referral.Conclude(
            status,
            () =>
            {
                loop.Schedule(Grace, () => session.Bye(reason));
                told?.Invoke();
            }
        );
    }
}
