using System.Globalization;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Microsoft;

/// <summary>What comes in from SBCs.</summary>
public sealed partial class MicrosoftSide : ISipAgentUser
{
    private const string Server = "Microsoft.PSTNHub.SIPProxy v.2024.1.1.1 i.EUWE.3";
    private const string Allow = "INVITE,ACK,OPTIONS,CANCEL,BYE,NOTIFY";

    void ISipAgentUser.OnRequest(ServerExchange exchange)
    {
        var request = exchange.Request;
        if (exchange.Wire.OpenedByUs)
        {
            // No connection aliasing: such a request is not even looked at.
            _violations.Add($"{request.MethodName} came on a connection that Microsoft opened (section 3).");
            return;
        }
        var hub = HubOf(exchange.Wire);
        if (hub.Fault == HubFault.Silent)
        {
            return;
        }
        if (request.ToTag.Length > 0 && _calls.Find(request) is { } call)
        {
            call.OnRequest(exchange);
            return;
        }
        if (request.Method == SipMethod.Notify && TransferOf(request) is { } transfer)
        {
            // The subscription of a REFER outlives the call that Teams hung up early (RFC 5057 section 4.2).
            OnNotify(transfer.Call, transfer, exchange);
            return;
        }
        switch (request.Method)
        {
            case SipMethod.Ack:
                break;
            case SipMethod.Options or SipMethod.Invite when request.ToTag.Length == 0 && hub.Fault == HubFault.Unavailable:
                Refuse(exchange, MicrosoftRefusals.Draining, ("RETRY-AFTER", hub.RetryAfter.ToString(CultureInfo.InvariantCulture)));
                break;
            case SipMethod.Options when request.ToTag.Length == 0:
                OnOptions(exchange, hub);
                break;
            case SipMethod.Invite when request.ToTag.Length == 0:
                OnInvite(exchange);
                break;
            default:
                exchange.Respond(Respond(request, 481, "Call Leg/Transaction Does Not Exist", "").AddLength("CONTENT-LENGTH"));
                break;
        }
    }

    void ISipAgentUser.OnCancel(ServerExchange cancel, ServerExchange invite)
    {
        cancel.Respond(Respond(cancel.Request, 200, "OK", Tokens.Tag()).AddLength("CONTENT-LENGTH"));
        _calls.Find(invite)?.OnCancel(cancel.Request);
    }

    void ISipAgentUser.OnStrayResponse(SipResponse response, Wire wire) => _calls.Find(response)?.OnStrayAnswer(response, wire);

    void ISipAgentUser.OnCrossedResponse(ClientExchange exchange, SipResponse response, Wire wire) =>
        _violations.Add(
            $"The {response.StatusCode} to {exchange.Request.MethodName} came on another connection than the request (section 3)."
        );

    void ISipAgentUser.OnMalformed(Wire wire, string reason) => _violations.Add($"Malformed: {reason}");

    void ISipAgentUser.OnClosed(Wire wire, string reason) => _inbound.Remove(wire);

    // A CRLF of the SBC counts as use of the connection.
    void ISipAgentUser.OnKeepAlive(Wire wire) => wire.LastUsed = _loop.Loop.Now;

    private void OnOptions(ServerExchange exchange, Hub hub)
    {
        var request = exchange.Request;
        if (MicrosoftRules.CheckOptions(request, exchange.Wire.Peer, _options.Tenants) is { } refusal)
        {
            Refuse(exchange, refusal);
            return;
        }
        // No To tag and no Contact, as seen in the field.
        var date = hub.ClockAhead is { } ahead ? (_time.GetUtcNow() + ahead).ToString("R", CultureInfo.InvariantCulture) : null;
        exchange.Respond(
            Respond(request, 200, "OK", "").Add("ALLOW", Allow).Add("SERVER", Server).AddIf("DATE", date).AddLength("CONTENT-LENGTH")
        );
        var host = request.Headers.Addresses(HeaderName.Contact) is [{ Uri: { } contact }, ..] ? contact.Host : "";
        if (_gateways.Find(g => g.Fqdn.Equals(host, StringComparison.OrdinalIgnoreCase)) is not { } gateway)
        {
            return;
        }
        gateway.OnOptions(hub.Name, _loop.Loop.Now);
        if (gateway.Options.SendSipOptions && gateway.OptionsAnswered == 0)
        {
            Probe(gateway);
        }
    }

    /// <summary>Sends our own OPTIONS on a connection of our own.</summary>
    private void Probe(Gateway gateway)
    {
        if (!gateway.Probing)
        {
            gateway.Probing = true;
            gateway.NextProbe = _loop.Loop.Now + _options.OptionsInterval;
            _ = ProbeAsync(gateway);
        }
    }

    private async Task ProbeAsync(Gateway gateway)
    {
        var (wire, problem) = await _own.OpenAsync(gateway.Fqdn, gateway.Options.SipSignalingPort);
        if (wire is null)
        {
            gateway.Probing = false;
            gateway.OnProbed(problem);
            return;
        }
        var hub = HubOf(wire);
        var target = $"sip:{gateway.Fqdn}:{gateway.Options.SipSignalingPort};transport=tls";
        var options = new MessageText($"OPTIONS {target} SIP/2.0")
            .Add("FROM", $"<sip:{hub.Options.RouteName}:{hub.Listen.Port}>;tag={Tokens.Tag()}")
            .Add("TO", $"<{target}>")
            .Add("CSEQ", "1 OPTIONS")
            .Add("CALL-ID", Tokens.CallId())
            .Add("MAX-FORWARDS", "70")
            .Add("VIA", $"SIP/2.0/TLS {wire.Local};branch={Tokens.Branch()}")
            .Add("CONTACT", $"<sip:{hub.Options.RouteName}:{hub.Listen.Port}>")
            .AddLength("CONTENT-LENGTH")
            .Add("USER-AGENT", Server)
            .Add("ALLOW", Allow)
            .Build<SipRequest>();
        _agent.Send(
            options,
            wire,
            (_, response, _) => OnProbed(gateway, response),
            (_, failure) =>
            {
                gateway.Probing = false;
                gateway.OnProbed($"OPTIONS: {failure}");
            }
        );
    }

    private void OnProbed(Gateway gateway, SipResponse response)
    {
        if (response.StatusCode < 200)
        {
            return;
        }
        gateway.Probing = false;
        gateway.OnProbed(response.StatusCode == 200 ? "" : $"OPTIONS got {response.StatusCode} {response.ReasonPhrase}");
        if (response.StatusCode == 200 && response.Headers.Addresses(HeaderName.Contact) is not [{ Uri.Host: { } host }, ..])
        {
            _warnings.Enqueue("The 200 to our OPTIONS has no Contact.");
        }
        if (!response.Headers.HasToken(HeaderName.Allow, "REFER") || !response.Headers.HasToken(HeaderName.Allow, "NOTIFY"))
        {
            _warnings.Enqueue("The 200 to our OPTIONS does not allow REFER and NOTIFY.");
        }
    }
}
