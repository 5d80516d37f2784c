using Ponte.Simulator.Calls;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Phones;

/// <summary>What comes in from Ponte.</summary>
public sealed partial class PhoneSide : ISipAgentUser
{
    void ISipAgentUser.OnRequest(ServerExchange exchange)
    {
        var request = exchange.Request;
        if (request.ToTag.Length > 0 && _calls.Find(request) is { } call)
        {
            call.OnRequest(exchange);
            return;
        }
        switch (request.Method)
        {
            case SipMethod.Ack:
                break;
            case SipMethod.Options or SipMethod.Notify:
                exchange.Respond(PlainText.Response(request, 200, "OK", "").Add("Allow", Allow));
                break;
            case SipMethod.Invite when request.ToTag.Length == 0:
                OnInvite(exchange);
                break;
            case SipMethod.Invite or SipMethod.Bye or SipMethod.Update or SipMethod.Info or SipMethod.Cancel:
                exchange.Respond(PlainText.Response(request, 481, "Call/Transaction Does Not Exist", ""));
                break;
            default:
                exchange.Respond(PlainText.Response(request, 405, "Method Not Allowed", "").Add("Allow", Allow));
                break;
        }
    }

    void ISipAgentUser.OnCancel(ServerExchange cancel, ServerExchange invite)
    {
        cancel.Respond(PlainText.Response(cancel.Request, 200, "OK", ""));
        _calls.Find(invite)?.OnCancel(cancel.Request);
    }

    void ISipAgentUser.OnStrayResponse(SipResponse response, Wire wire) => _calls.Find(response)?.OnStrayAnswer(response, wire);

    void ISipAgentUser.OnCrossedResponse(ClientExchange exchange, SipResponse response, Wire wire) { }

    void ISipAgentUser.OnMalformed(Wire wire, string reason) => _violations.Add($"Malformed: {reason}");

    void ISipAgentUser.OnClosed(Wire wire, string reason) { }

    void ISipAgentUser.OnKeepAlive(Wire wire) { }

    private void OnInvite(ServerExchange exchange)
    {
        var caller = exchange.Request.From;
        var call = new SimulatedCall(this, CallDirection.FromPonte, caller?.Uri?.UserText ?? "", _options.User)
        {
            CallerName = caller?.DisplayName ?? "",
        };
        _calls.Add(call);
        if (call.Take(exchange) is { } refusal)
        {
            call.Refuse(refusal);
            return;
        }
        call.Follow(Behaviour);
        _inbox.Add(call);
    }
}
