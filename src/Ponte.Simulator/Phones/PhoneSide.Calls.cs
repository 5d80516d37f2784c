using System.Collections.Immutable;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Media;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Phones;

/// <summary>How a phone writes: everything goes to Ponte, as to an outbound proxy.</summary>
public sealed partial class PhoneSide : ICallSide
{
    private const string Allow = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY, REFER, UPDATE";

    EventLoop ICallSide.Loop => _loop.Loop;

    SipAgent ICallSide.Agent => _agent;

    AudioCapabilities ICallSide.Capabilities(bool offering) => new() { Codecs = _options.Codecs };

    MediaEndpoint ICallSide.OpenMedia() => new(_clock, _options.Media, keepsFirstAddress: false);

    SessionDescription ICallSide.Dress(SessionDescription description, bool offering) => description;

    ImmutableArray<byte> ICallSide.Mki => [];

    void ICallSide.Prepare(SimulatedCall call, Dialog dialog, ServerExchange invite) => dialog.LocalTarget = ContactUri;

    MessageText ICallSide.Request(SimulatedCall call, RequestParts parts)
    {
        var dialog = parts.Dialog ?? call.Dialog;
        var text = PlainText.Request(dialog, parts, Listen);
        if (parts.Method is "INVITE")
        {
            text.Add("Contact", $"<{dialog.LocalTarget}>").Add("Allow", Allow).Add("Supported", "timer, replaces");
            if (_dials.TryGetValue(call, out var digest) && digest.For("INVITE", dialog.RemoteTarget) is var (name, value))
            {
                text.Add(name, value);
            }
        }
        return text.AddRest(parts, UserAgent);
    }

    MessageText ICallSide.Response(SimulatedCall call, SipRequest request, ResponseParts parts)
    {
        var text = PlainText.Response(request, parts.Status, parts.Phrase, parts.ToTag, parts.Sdp);
        if (request.Method is SipMethod.Invite or SipMethod.Update && parts.Status is > 100 and < 300)
        {
            text.Add("Contact", $"<{ContactUri}>").Add("Allow", Allow);
            if (parts.Status >= 200 && call.SessionInterval is { } interval)
            {
                // Ponte refreshes: phones are often asleep.
                text.Add("Require", "timer").Add("Session-Expires", $"{(int)interval.TotalSeconds};refresher=uac");
            }
        }
        return text.AddIf("Reason", parts.Reason).Add("User-Agent", UserAgent);
    }

    Task<Wire?> ICallSide.OpenAsync(SimulatedCall call, bool elsewhere) => Task.FromResult<Wire?>(WireToPonte());

    CallRefusal? ICallSide.CheckReoffer(SimulatedCall call, SessionDescription offer) => null;

    string? ICallSide.CheckAnswer(SessionDescription offer, SessionDescription answer) => null;

    string? ICallSide.CheckInDialog(SimulatedCall call, SipRequest request, Wire wire) =>
        request.RequestUriText.Equals(call.Dialog.LocalTarget, StringComparison.Ordinal)
            ? null
            : $"the Request-URI {request.RequestUriText} is not our Contact";

    bool ICallSide.Takes(SimulatedCall call, ServerExchange exchange) => TakesNotify(call, exchange);

    /// <summary>A challenge is answered, once.</summary>
    bool ICallSide.OnInviteFailed(SimulatedCall call, int status, SipResponse? response)
    {
        var isFirst = call.Invite!.CSeq.Number == 1;
        if (status is not (401 or 407) || response is null || !isFirst || !_dials[call].Learn(response))
        {
            return false;
        }
        call.SendInvite(call.Dialog, WireToPonte());
        return true;
    }

    void ICallSide.OnPhase(SimulatedCall call)
    {
        CallChanged?.Invoke(call);
        if (call.Phase == CallPhase.Ended)
        {
            _calls.Remove(call);
            _dials.Remove(call);
            _referrals.Remove(call);
        }
    }

    void ICallSide.OnViolation(string text) => _violations.Add(text);
}
