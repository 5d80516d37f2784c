using System.Collections.Immutable;
using System.Globalization;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Media;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Carrier;

/// <summary>How a carrier writes and which way its calls go.</summary>
public sealed partial class CarrierSide : ICallSide
{
    private const string Allow = "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO, PRACK";

    private readonly Dictionary<SimulatedCall, CarrierDial> _dials = [];

    EventLoop ICallSide.Loop => _loop.Loop;

    SipAgent ICallSide.Agent => _agent;

    AudioCapabilities ICallSide.Capabilities(bool offering) => new() { Codecs = _options.Codecs };

    MediaEndpoint ICallSide.OpenMedia() => new(_clock, _options.Media, keepsFirstAddress: false);

    SessionDescription ICallSide.Dress(SessionDescription description, bool offering) => description;

    ImmutableArray<byte> ICallSide.Mki => [];

    void ICallSide.Prepare(SimulatedCall call, Dialog dialog, ServerExchange invite) { }

    MessageText ICallSide.Request(SimulatedCall call, RequestParts parts)
    {
        var dialog = parts.Dialog ?? call.Dialog;
        var text = PlainText.Request(dialog, parts, Listen);
        if (parts.Method is "INVITE")
        {
            text.Add("Contact", $"<{dialog.LocalTarget}>").Add("Allow", Allow).Add("Supported", "timer, 100rel");
            text.AddIf("Require", _options.ReliableProvisionals && dialog.RemoteTag.Length == 0 ? "100rel" : null);
            text.AddIf("Session-Expires", _options.SessionExpires?.TotalSeconds.ToString("0", CultureInfo.InvariantCulture));
        }
        if (_dials.TryGetValue(call, out var dial) && dialog.RemoteTag.Length == 0 && parts.Method is "INVITE")
        {
            text.AddIf("P-Asserted-Identity", dial.AssertedNumber.Length == 0 ? null : $"<sip:{dial.AssertedNumber}@{Domain}>");
            text.AddIf("Privacy", dial.Anonymous ? "id" : null);
            foreach (var (name, value) in dial.Headers)
            {
                text.Add(name, value);
            }
        }
        return text.AddRest(parts, "Simulated carrier");
    }

    MessageText ICallSide.Response(SimulatedCall call, SipRequest request, ResponseParts parts)
    {
        var text = Respond(request, parts.Status, parts.Phrase, parts.ToTag, parts.Sdp);
        if (request.Method is SipMethod.Invite or SipMethod.Update && parts.Status is > 100 and < 300)
        {
            var protocol = TransportProtocols.TryParse(request.TopVia?.Transport, out var named) ? named : TransportProtocol.Udp;
            if (call.Dialog.LocalTarget.Length == 0)
            {
                call.Dialog.LocalTarget = TargetOf(call.Called, protocol);
            }
            text.Add("Contact", $"<{call.Dialog.LocalTarget}>").Add("Allow", Allow);
            if (parts.Status < 200 && IsReliable(request))
            {
                text.Add("Require", "100rel").Add("RSeq", call.NextReliable().ToString(CultureInfo.InvariantCulture));
            }
            if (parts.Status >= 200 && call.SessionInterval is { } interval)
            {
                var refresher = request.Headers.First(HeaderName.SessionExpires)?.Contains("uas", StringComparison.Ordinal) == true;
                text.Add("Require", "timer")
                    .Add(
                        "Session-Expires",
                        string.Create(CultureInfo.InvariantCulture, $"{interval.TotalSeconds};refresher={(refresher ? "uas" : "uac")}")
                    );
            }
        }
        return text.AddIf("Reason", parts.Reason);
    }

    async Task<Wire?> ICallSide.OpenAsync(SimulatedCall call, bool elsewhere)
    {
        var next =
            call.Dialog.Routes is [var route, ..] && NameAddress.TryParse(route, out var hop) ? hop.UriText : call.Dialog.RemoteTarget;
        if (SipUri.TryParse(next, out var uri) && await _wires.OpenAsync(uri) is { } wire)
        {
            return wire;
        }
        _violations.Add($"{next} leads nowhere.");
        return null;
    }

    CallRefusal? ICallSide.CheckReoffer(SimulatedCall call, SessionDescription offer) => null;

    string? ICallSide.CheckAnswer(SessionDescription offer, SessionDescription answer) => null;

    string? ICallSide.CheckInDialog(SimulatedCall call, SipRequest request, Wire wire) => null;

    bool ICallSide.Takes(SimulatedCall call, ServerExchange exchange) => false;

    bool ICallSide.OnInviteFailed(SimulatedCall call, int status, SipResponse? response) => false;

    void ICallSide.OnPhase(SimulatedCall call)
    {
        CallChanged?.Invoke(call);
        if (call.Phase == CallPhase.Ended)
        {
            _calls.Remove(call);
            _dials.Remove(call);
        }
    }

    void ICallSide.OnViolation(string text) => _violations.Add(text);

    private bool IsReliable(SipRequest invite) =>
        _options.ReliableProvisionals
        && (invite.Headers.HasToken(HeaderName.Supported, "100rel") || invite.Headers.HasToken(HeaderName.Require, "100rel"));

    private static MessageText Respond(SipRequest request, int status, string phrase, string toTag, ReadOnlyMemory<byte> sdp = default) =>
        PlainText.Response(request, status, phrase, toTag, sdp);
}
