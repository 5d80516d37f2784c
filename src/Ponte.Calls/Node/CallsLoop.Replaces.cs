using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Node;

/// <content>Dialogs that others name: by Replaces in an INVITE, or inside the Refer-To of a transfer.</content>
internal sealed partial class CallsLoop
{
    /// <summary>
    /// Fetches the partner of a dialog's leg from its call, on whatever loop: <see cref="HappeningKind.Arrived"/> follows, or
    /// <see cref="HappeningKind.ArrivalFailed"/>.
    /// </summary>
    /// <param name="replaces">The dialog, as the party that wants it names it.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="joining">Where to.</param>
    public void Fetch(ReplacesHeader replaces, LegIdentity by, Joining joining)
    {
        if ((Endpoint.EndpointOf(replaces.ToTag) ?? Endpoint.EndpointOf(replaces.FromTag)) is { } endpoint)
        {
            var home = node.LoopOf(endpoint);
            home.Loop.Post(() => home.Give(replaces, by, joining));
            return;
        }
        joining.Fail(new CallEnd(EndSide.System, EndCause.UnknownNumber, 481));
    }

    /// <summary>A new leg takes the place of one that talks (RFC 3891).</summary>
    private void Replace(InviteSession session, SipRequest invite, LegOrigin origin)
    {
        var (replaced, refusal) = Endpoint.FindReplaced(invite);
        if (replaced?.Handler is not Leg { End: null } leg)
        {
            session.Reject(refusal == 0 ? 481 : refusal);
            return;
        }
        var identity = new LegIdentity(origin.Kind, true, origin.Name, origin.Peer, origin.User);
        if (!MayReplace(identity, leg.Identity))
        {
            session.Reject(403);
            return;
        }
        // A place that rings is picked up, a party that talks is replaced.
        if (!(leg.IsAnswered ? leg.Call.IsTalking : leg.Call.IsRinging))
        {
            session.Reject(491);
            return;
        }
        var newcomer = leg.Call.AddLeg(identity, origin.Profile, channel: null);
        newcomer.Party = Director.CallerOf(invite, origin);
        newcomer.Attach(session);
        newcomer.Announce();
        leg.Call.Tell(new Happening(HappeningKind.Arrived, newcomer) { Joining = new Joining(leg.Call) { Replaced = leg } });
    }

    /// <summary>Gives the partner of a dialog's leg to another call.</summary>
    private void Give(ReplacesHeader replaces, LegIdentity by, Joining joining)
    {
        var (id, to, from) = (replaces.CallId, replaces.ToTag, replaces.FromTag);
        // Some name the dialog from their own side instead of ours.
        var leg = (Endpoint.FindSession(id, to, from) ?? Endpoint.FindSession(id, from, to))?.Handler as Leg;
        if (leg is null or { End: not null } || leg.Call == joining.Into)
        {
            joining.Fail(new CallEnd(EndSide.System, EndCause.UnknownNumber, 481, Detail: "no call with the dialog in Replaces"));
        }
        else if (!MayReplace(by, leg.Identity))
        {
            joining.Fail(new CallEnd(EndSide.System, EndCause.Forbidden, 403));
        }
        else if (leg.IsAnswered)
        {
            leg.Call.Tell(new Happening(HappeningKind.Wanted, leg) { Joining = joining });
        }
        else if (leg.Identity.IsIncoming)
        {
            var anew = new CallEnd(EndSide.System, EndCause.AnsweredElsewhere, Detail: joining.Into.Id.Value);
            leg.Call.Tell(new Happening(HappeningKind.HangUp, null, anew));
            joining.Fail(null);
        }
        else
        {
            joining.Fail(new CallEnd(EndSide.System, EndCause.UnknownNumber, 481));
        }
    }

    /// <summary>Who may take a leg's place: the same line or device, and the company's own people among themselves.</summary>
    private static bool MayReplace(LegIdentity by, LegIdentity replaced) =>
        (by.Kind == replaced.Kind && by.Name.Equals(replaced.Name, StringComparison.Ordinal))
        || (by.Kind is LegKind.Teams or LegKind.Phone && replaced.Kind is LegKind.Teams or LegKind.Phone);
}
