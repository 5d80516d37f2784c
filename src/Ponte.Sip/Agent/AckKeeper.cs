using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>The ACK for one 2xx (RFC 3261 13.2.2.4): sent at once, and again each time the 2xx is repeated.</summary>
internal sealed class AckKeeper(InviteSession session, Dialog dialog, SipRequest invite)
{
    private SipRequest? _ack;
    private SipFlow? _flow;

    public string RemoteTag => dialog.RemoteTag;

    public void Send()
    {
        if (_ack is not null && _flow is { IsOpen: true })
        {
            session.Endpoint.Transport.Send(_flow, _ack);
            return;
        }
        session.Path.Use(dialog.NextHop(), SendOn);
    }

    private void SendOn(FlowResult result)
    {
        if (!result.IsSuccess)
        {
            return; // the peer repeats its 2xx, and each time it is tried again
        }
        _flow = result.Flow;
        var builder = dialog.Request(SipMethod.Ack, invite.CSeq.Number, _flow, session.Endpoint.Tokens.Next());
        foreach (var header in invite.Headers)
        {
            // "The ACK MUST contain the same credentials as the INVITE."
            if (header.Name is HeaderName.Authorization or HeaderName.ProxyAuthorization)
            {
                builder.Add(header);
            }
        }
        _ack = builder.AddAgent(session.Endpoint.Options).Build();
        session.Endpoint.Transport.Send(_flow, _ack);
    }
}
