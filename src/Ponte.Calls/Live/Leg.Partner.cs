using System.Collections.Immutable;
using Ponte.Calls.Model;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Live;

/// <content>
/// Phones, and lines where the document says so, are told with whom they talk, also when that changes (RFC 3311, RFC 3325).
/// </content>
internal sealed partial class Leg
{
    /// <summary>Whom it gets when it is answered, where that is not whom it called: it dialled a code, or takes another's place.</summary>
    public Party? Gets { get; set; }

    /// <summary>Tells a far end that talks already with whom it does from now on: by an UPDATE, or by a re-INVITE with what is agreed.</summary>
    public void TellPartner(Party partner)
    {
        if (End is not null || !IsAnswered || Asserted(partner) is not { } asserted)
        {
            return;
        }
        if (_session!.PeerAllows(SipMethod.Update))
        {
            _session.Request(SipMethod.Update, [asserted]);
        }
        else if (Agreed is not null && !IsHeld) // an offer would take the call back that the far end holds
        {
            _session.Reinvite(
                () =>
                {
                    _reoffered = _lastSent = AudioNegotiation.Reoffer(
                        Agreed,
                        AudioDirection.SendReceive,
                        Profile.Media.HoldStyle,
                        _lastSent
                    );
                    return _lastSent.ToBytes();
                },
                [asserted]
            );
        }
    }

    /// <summary>The headers of our 200 to a caller.</summary>
    private ImmutableArray<ExtraHeader> AnswerHeaders() =>
        Gets is { } partner && Asserted(partner) is { } asserted ? Profile.AnswerHeaders.Add(asserted) : Profile.AnswerHeaders;

    /// <summary>Number and name of a partner; null where the far end shows none, or the partner shows neither.</summary>
    private ExtraHeader? Asserted(Party partner)
    {
        if (!Profile.ShowsPartner || partner.IsAnonymous || partner.Number.Length == 0)
        {
            return null;
        }
        var host = NameAddress.TryParse(Profile.Session.Contact, out var own) ? own.Uri?.Host : null;
        var uri = new SipUriBuilder { User = partner.Number, Host = host ?? "localhost" }.ToString();
        return new ExtraHeader("P-Asserted-Identity", NameAddress.Format(partner.Name, uri));
    }
}
