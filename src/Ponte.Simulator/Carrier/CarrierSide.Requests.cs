using Ponte.Simulator.Calls;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Carrier;

/// <summary>What comes in from Ponte.</summary>
public sealed partial class CarrierSide : ISipAgentUser
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
            case SipMethod.Options:
                if (Health > 0)
                {
                    exchange.Respond(Respond(request, Health, ReasonPhrases.For(Health), "").Add("Allow", Allow));
                }
                break;
            case SipMethod.Register:
                _registrar.OnRegister(exchange, (status, phrase) => Respond(request, status, phrase, ""));
                break;
            case SipMethod.Invite when request.ToTag.Length == 0:
                OnInvite(exchange);
                break;
            case SipMethod.Invite or SipMethod.Bye or SipMethod.Update or SipMethod.Info or SipMethod.Cancel:
                exchange.Respond(Respond(request, 481, "Call/Transaction Does Not Exist", ""));
                break;
            default:
                exchange.Respond(Respond(request, 405, "Method Not Allowed", "").Add("Allow", Allow));
                break;
        }
    }

    void ISipAgentUser.OnCancel(ServerExchange cancel, ServerExchange invite)
    {
        cancel.Respond(Respond(cancel.Request, 200, "OK", ""));
        _calls.Find(invite)?.OnCancel(cancel.Request);
    }

    void ISipAgentUser.OnStrayResponse(SipResponse response, Wire wire) => _calls.Find(response)?.OnStrayAnswer(response, wire);

    void ISipAgentUser.OnCrossedResponse(ClientExchange exchange, SipResponse response, Wire wire) { }

    void ISipAgentUser.OnMalformed(Wire wire, string reason) => _violations.Add($"Malformed: {reason}");

    void ISipAgentUser.OnClosed(Wire wire, string reason) { }

    void ISipAgentUser.OnKeepAlive(Wire wire) { }

    private void OnInvite(ServerExchange exchange)
    {
        var request = exchange.Request;
        if (_options.ChallengesInvites && !_registrar.IsProven(request, HeaderName.ProxyAuthorization, out var challenge))
        {
            exchange.Respond(challenge(Respond(request, 407, "Proxy Authentication Required", "")));
            return;
        }
        var called = request.RequestUri?.UserText ?? "";
        var scripted = _numbers.TryGetValue(called, out var number);
        var caller = request.From;
        var call = new SimulatedCall(this, CallDirection.FromPonte, caller?.Uri?.UserText ?? "", called)
        {
            CallerName = caller?.DisplayName ?? "",
        };
        _calls.Add(call);
        if (call.Take(exchange) is { } refusal)
        {
            call.Refuse(refusal);
            return;
        }
        call.Follow(scripted ? number!.Behaviour : _options.Unknown);
        number?.Inbox.Add(call);
    }
}
