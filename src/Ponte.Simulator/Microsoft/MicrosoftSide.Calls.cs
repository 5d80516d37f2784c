using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Media;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Microsoft;

/// <summary>How Microsoft writes, which way its calls go, and what it does not bear.</summary>
public sealed partial class MicrosoftSide : ICallSide
{
    private const int DefaultPort = 5061;

    EventLoop ICallSide.Loop => _loop.Loop;

    SipAgent ICallSide.Agent => _agent;

    ImmutableArray<byte> ICallSide.Mki => _options.UsesMki ? [1] : [];

    AudioCapabilities ICallSide.Capabilities(bool offering) =>
        new()
        {
            Codecs = offering ? [CodecOffer.G722, CodecOffer.G729, CodecOffer.Pcmu, CodecOffer.Pcma] : [CodecOffer.Pcma, CodecOffer.Pcmu],
            ComfortNoise = _options.ComfortNoise,
            Srtp = SrtpUse.Required,
            SrtpSuites =
                offering && _options.OffersShortTagFirst
                    ? [SrtpSuites.AesCm128HmacSha132, SrtpSuites.AesCm128HmacSha180]
                    : [SrtpSuites.AesCm128HmacSha180],
            RtcpMux = true,
            HoldStyle = HoldStyle.InactiveOnly,
        };

    MediaEndpoint ICallSide.OpenMedia() => new(_clock, _options.Media, keepsFirstAddress: true, _options.FirstSequence);

    SessionDescription ICallSide.Dress(SessionDescription description, bool offering) =>
        MicrosoftDress.Of(description, offering, _options.OffersVideo);

    MessageText ICallSide.Request(SimulatedCall call, RequestParts parts)
    {
        var dialog = call.Dialog;
        var text = new MessageText($"{parts.Method} {dialog.RemoteTarget} SIP/2.0", "application/sdp", parts.Sdp)
            .Add("FROM", dialog.LocalAddress)
            .Add("TO", dialog.RemoteAddress)
            .Add("CSEQ", $"{parts.Sequence.ToString(CultureInfo.InvariantCulture)} {parts.Method}")
            .Add("CALL-ID", dialog.CallId)
            .Add("MAX-FORWARDS", "70")
            .Add("VIA", $"SIP/2.0/TLS {parts.Wire.Local};branch={parts.Branch}");
        foreach (var route in dialog.Routes)
        {
            text.Add("ROUTE", route);
        }
        if (parts.Method is "INVITE" or "REFER")
        {
            text.AddIf("RECORD-ROUTE", parts.Method is "INVITE" ? dialog.LocalRoute : null).Add("CONTACT", $"<{dialog.LocalTarget}>");
        }
        foreach (var (name, value) in parts.Headers)
        {
            text.Add(name, value);
        }
        text.AddLength("CONTENT-LENGTH").AddType("CONTENT-TYPE");
        if (parts.Method is "INVITE")
        {
            AddCallHeaders(text, call, _owners[call]);
            text.Add("ALLOW", Allow);
        }
        return text.AddIf("REASON", parts.Reason).Add("USER-AGENT", Server);
    }

    MessageText ICallSide.Response(SimulatedCall call, SipRequest request, ResponseParts parts)
    {
        var text = Respond(request, parts.Status, parts.Phrase, parts.ToTag, parts.Sdp);
        var dialog = call.Dialog;
        var makesDialog = request.Method == SipMethod.Invite && parts.Status is > 100 and < 300;
        if (makesDialog)
        {
            text.Add("RECORD-ROUTE", dialog.LocalRoute)
                .Copy("RECORD-ROUTE", request, HeaderName.RecordRoute)
                .Add("CONTACT", $"<{dialog.LocalTarget}>");
        }
        text.AddLength("CONTENT-LENGTH").AddType("CONTENT-TYPE");
        if (makesDialog)
        {
            text.Add("ALLOW", Allow);
            if (parts.Status >= 200 && call.SessionInterval is { } interval)
            {
                var uas = request.Headers.First(HeaderName.SessionExpires)?.Contains("uas", StringComparison.OrdinalIgnoreCase) == true;
                text.Add("REQUIRE", "timer")
                    .Add(
                        "SESSION-EXPIRES",
                        string.Create(CultureInfo.InvariantCulture, $"{interval.TotalSeconds};refresher={(uas ? "uas" : "uac")}")
                    );
            }
        }
        return text.AddIf("REASON", parts.Reason).Add("SERVER", Server);
    }

    void ICallSide.Prepare(SimulatedCall call, Dialog dialog, ServerExchange invite)
    {
        dialog.LocalTarget = _owners[call].Target;
        dialog.LocalRoute = HubOf(invite.Wire).RecordRoute;
    }

    async Task<Wire?> ICallSide.OpenAsync(SimulatedCall call, bool elsewhere)
    {
        var next =
            call.Dialog.Routes is [var route, ..] && NameAddress.TryParse(route, out var hop) ? hop.UriText : call.Dialog.RemoteTarget;
        if (!SipUri.TryParse(next, out var uri) || IPAddress.TryParse(uri.Host, out _))
        {
            _violations.Add($"{next} is no FQDN: the call fails (section 5).");
            return null;
        }
        var (wire, problem) = await _own.OpenAsync(
            uri.Host,
            uri.Port ?? DefaultPort,
            elsewhere ? _owners.GetValueOrDefault(call)?.InviteAddress : null
        );
        if (wire is null)
        {
            _violations.Add($"{next} cannot be reached: {problem}");
        }
        return wire;
    }

    CallRefusal? ICallSide.CheckReoffer(SimulatedCall call, SessionDescription offer)
    {
        if (call.Agreed is not { } agreed)
        {
            return null;
        }
        if (MicrosoftRules.CheckReoffer(offer, agreed) is { } refusal)
        {
            _refusals.Enqueue(refusal);
            _violations.Add($"A re-INVITE was refused: {refusal.Text}.");
            return refusal.ForCall();
        }
        var audio = offer.Media.First(m => m.Media is "audio" && m.Port != 0);
        if (offer.DirectionOf(audio) is AudioDirection.SendOnly or AudioDirection.ReceiveOnly)
        {
            _violations.Add("A re-INVITE has a one-way direction; hold is by inactive only (section 11).");
        }
        if (agreed.RemoteRtp is { } before && !before.Equals(new IPEndPoint(offer.ConnectionOf(audio)!.IPAddress!, audio.Port)))
        {
            _violations.Add("A re-INVITE moves the media; it still goes to the first address (section 3).");
        }
        return null;
    }

    string? ICallSide.CheckAnswer(SessionDescription offer, SessionDescription answer) => MicrosoftRules.CheckAnswer(offer, answer);

    string? ICallSide.CheckInDialog(SimulatedCall call, SipRequest request, Wire wire)
    {
        var dialog = call.Dialog;
        if (!request.RequestUriText.Equals(dialog.LocalTarget, StringComparison.Ordinal))
        {
            return $"the Request-URI {request.RequestUriText} is not our Contact, which had parameters that must come back (section 7)";
        }
        var route = request.Headers.Values(HeaderName.Route).FirstOrDefault();
        return string.Equals(route, dialog.LocalRoute, StringComparison.Ordinal)
            ? null
            : $"Route is {route ?? "missing"}, not {dialog.LocalRoute} (section 7)";
    }

    bool ICallSide.OnInviteFailed(SimulatedCall call, int status, SipResponse? response) =>
        _owners.TryGetValue(call, out var owner)
        && owner.Trunk is { } trunk
        && trunk.Options.FailoverResponseCodes.Contains(status)
        && TryNextTrunk(call, owner);

    void ICallSide.OnPhase(SimulatedCall call)
    {
        CallChanged?.Invoke(call);
        if (!_owners.TryGetValue(call, out var owner))
        {
            return;
        }
        OnReplacing(call, owner);
        OnJoined(call, owner);
        if (call.Phase != CallPhase.Ended)
        {
            return;
        }
        if (owner.ComesOf is { } transfer && !call.IsAnswered)
        {
            transfer.TargetStatus = call.Ending!.Status;
        }
        _owners.Remove(call);
        _calls.Remove(call);
        owner.Timers.ForEach(t => t.Cancel());
        Write(call, owner);
    }

    void ICallSide.OnViolation(string text) => _violations.Add(text);
}
