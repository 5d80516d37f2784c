using System.Globalization;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Signalling;

namespace Ponte.Simulator.Microsoft;

/// <summary>
/// Calls out that Teams makes for an incoming one: the target of a transfer is a telephone (reference section 13), or the user forwards or
/// rings elsewhere too (section 14). Both legs are joined, and heard through.
/// </summary>
public sealed partial class MicrosoftSide
{
    private const string CompletedElsewhere = "SIP;cause=200;text=\"Call completed elsewhere\"";

    /// <summary>Calls a telephone by the SBC, in the name of who called.</summary>
    private void CallOut(SimulatedCall incoming, TeamsUser user, string number, TeamsUser? forwardedBy, bool alone)
    {
        var outgoing = new SimulatedCall(this, CallDirection.ToPonte, incoming.Caller, number) { CallerName = incoming.CallerName };
        outgoing.Media.Play(0);
        _owners[incoming].Joined = outgoing;
        BeginDial(
            outgoing,
            new CallOwner(user)
            {
                IsInner = true,
                Joined = incoming,
                ForwardedBy = forwardedBy,
                RingsAlone = alone,
            }
        );
    }

    /// <summary>What happens on one leg happens on the other.</summary>
    private static void OnJoined(SimulatedCall call, CallOwner owner)
    {
        if (owner.Joined is not { } other)
        {
            return;
        }
        if (call.Direction == CallDirection.ToPonte)
        {
            OnOutgoing(call, other, owner.RingsAlone);
        }
        else if (call.Phase == CallPhase.Talking && !other.IsAnswered)
        {
            other.HangUp(CompletedElsewhere);
        }
        else if (call.Phase == CallPhase.Ended)
        {
            other.HangUp();
        }
    }

    /// <param name="outgoing">The leg out.</param>
    /// <param name="incoming">The leg that it is for.</param>
    /// <param name="isAlone">Whether nothing else rings for it.</param>
    private static void OnOutgoing(SimulatedCall outgoing, SimulatedCall incoming, bool isAlone)
    {
        switch (outgoing)
        {
            case { Phase: CallPhase.Ringing }:
                incoming.Ring();
                break;
            case { Phase: CallPhase.Talking }:
                outgoing.Media.PlayFrom(incoming.Media);
                incoming.Media.PlayFrom(outgoing.Media);
                incoming.Answer();
                break;
            case { Phase: CallPhase.Ended, IsAnswered: true }:
                incoming.HangUp();
                break;
            case { Phase: CallPhase.Ended, Ending: { } ending } when isAlone:
                incoming.Reject(
                    ending.Status >= 400 ? ending.Status : 480,
                    PhraseOf(ending),
                    ending.Reason.Length > 0 ? ending.Reason : null
                );
                break;
        }
    }

    private static string PhraseOf(CallEnding ending) =>
        ending.Message is Sip.Messages.SipResponse response ? response.ReasonPhrase : "Temporarily Unavailable";

    private void AddHistory(MessageText text, TeamsUser by, Gateway trunk)
    {
        var user = $"sip:{by.Options.Number}@{_hubs[0].Name}:{_hubs[0].Listen.Port.ToString(CultureInfo.InvariantCulture)};user=phone";
        var reason =
            trunk.Options.History == HistoryStyle.Escaped
                ? "Reason=SIP%3Bcause%3D302%3Btext%3D%22Moved%20temporarily%22"
                : "Privacy=history&Reason=SIP;cause=302;text=\u201dMoved temporarily\u201d";
        text.Add("HISTORY-INFO", $"<{user}?{reason}>;index=1").Add("REFERRED-BY", ReferredBy(by));
    }
}
