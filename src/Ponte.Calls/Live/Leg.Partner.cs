using System.Collections.Immutable;
using Ponte.Calls.Model;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Live;

/// <content>A phone shows with whom it talks, also when that changes (RFC 3311, RFC 3325). Teams shows what the first INVITE said.</content>
internal sealed partial class Leg
{
    /// <summary>Whom it gets when it is answered, where that is not whom it called: it dialled a code, or takes another's place.</summary>
    public Party? Gets { get; set; }

    /// <summary>Tells a phone that talks already with whom it does from now on, if it takes an UPDATE.</summary>
    public void TellPartner(Party partner)
    {
        if (End is null && IsAnswered && Asserted(partner) is { } asserted && _session!.PeerAllows(SipMethod.Update))
        {
            _session.Request(SipMethod.Update, [asserted]);
        }
    }

    /// <summary>The headers of our 200 to a caller.</summary>
    private ImmutableArray<ExtraHeader> AnswerHeaders() =>
        Gets is { } partner && Asserted(partner) is { } asserted ? Profile.AnswerHeaders.Add(asserted) : Profile.AnswerHeaders;

    /// <summary>Number and name of a partner; null where the far end is no phone of ours, or the partner shows neither.</summary>
    private ExtraHeader? Asserted(Party partner)
    {
        if (Identity.Kind != LegKind.Phone || partner.IsAnonymous || partner.Number.Length == 0)
        {
            return null;
        }
        var host = NameAddress.TryParse(Profile.Session.Contact, out var own) ? own.Uri?.Host : null;
        var uri = new SipUriBuilder { User = partner.Number, Host = host ?? "localhost" }.ToString();
        return new ExtraHeader("P-Asserted-Identity", NameAddress.Format(partner.Name, uri));
    }
}
