using System.Globalization;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Calls;

/// <summary>Changes that we begin: hold, retrieve, refresh; and the session timer (RFC 4028).</summary>
public sealed partial class SimulatedCall
{
    private AudioDirection _wanted = AudioDirection.SendReceive;
    private LoopTimer? _refresh;
    private LoopTimer? _expiry;

    /// <summary>The agreed session interval; null without a session timer.</summary>
    public TimeSpan? SessionInterval { get; private set; }

    private async Task<RequestOutcome> HoldOnLoopAsync(HoldKind kind)
    {
        if (_agreed is null || _sent is null)
        {
            return new RequestOutcome(0, "nothing is agreed yet", null);
        }
        _wanted = kind == HoldKind.Inactive ? AudioDirection.Inactive : AudioDirection.SendOnly;
        return await ReinviteAsync(Negotiate.Held(_agreed, kind, _sent));
    }

    private async Task<RequestOutcome> RetrieveOnLoopAsync()
    {
        if (_agreed is null || _sent is null)
        {
            return new RequestOutcome(0, "nothing is agreed yet", null);
        }
        _wanted = AudioDirection.SendReceive;
        var connection = SdpConnection.For(_local.Rtp.Address).ToString();
        var talking = AudioNegotiation.Reoffer(_agreed with { Local = Unheld(_agreed.Local, connection) }, _wanted, HoldStyle.SendOnly);
        return await ReinviteAsync(Negotiate.Versioned(talking, _sent));
    }

    private async Task<RequestOutcome> RefreshOnLoopAsync()
    {
        if (_sent is null || _agreed is not { } before)
        {
            return new RequestOutcome(0, "nothing is agreed yet", null);
        }
        var outcome = await ReinviteAsync(_sent);
        if (outcome.IsSuccess && !before.Remote.Equals(_agreed.Remote))
        {
            _side.OnViolation("The answer to a refresh is another description than before.");
        }
        return outcome;
    }

    /// <summary>A re-INVITE with a new key, and on wish from new ports, as when Microsoft moves a call to another media processor.</summary>
    private async Task<RequestOutcome> MoveOnLoopAsync(bool toNewPorts)
    {
        if (_agreed is not { LocalCrypto: { } crypto } || _sent is null)
        {
            return new RequestOutcome(0, "no protected media is agreed", null);
        }
        var key = LocalCrypto.Generate(crypto.Suite)[0].Key with { Mki = crypto.Key.Mki };
        var media = _agreed.Local.Media[_agreed.MediaIndex];
        if (toNewPorts)
        {
            Media.Reopen();
        }
        _local = _local with { Rtp = Media.LocalRtp, RtcpPort = Media.LocalRtp.Port + 1, Keys = [new LocalCrypto(crypto.Suite, key)] };
        var moved = media with
        {
            Port = Media.LocalRtp.Port,
            Lines =
            [
                .. media.Lines.Select(l =>
                    l.IsAttribute("crypto") ? SdpLine.Attribute("crypto", CryptoAttribute.For(crypto.Tag, crypto.Suite, key).Print())
                    : l.IsAttribute("rtcp") ? SdpLine.Attribute("rtcp", RtcpPortOf(_agreed).ToString(CultureInfo.InvariantCulture))
                    : l
                ),
            ],
        };
        var offer = _agreed.Local with { Media = _agreed.Local.Media.SetItem(_agreed.MediaIndex, moved) };
        var before = _agreed.Remote;
        if (toNewPorts)
        {
            offer = Restarted(offer);
        }
        var outcome = await ReinviteAsync(Negotiate.Versioned(offer, _sent));
        if (toNewPorts && outcome.IsSuccess)
        {
            OnRestarted(before);
        }
        return outcome;
    }

    private int RtcpPortOf(AgreedAudio agreed) => agreed.RtcpMux ? Media.LocalRtp.Port : Media.LocalRtp.Port + 1;

    private async Task<RequestOutcome> AskForOfferOnLoopAsync()
    {
        var outcome = await SendAsync("INVITE", default);
        if (!outcome.IsSuccess)
        {
            return outcome;
        }
        if (!SessionDescription.TryParse(outcome.Response!.Body.Span, SdpLimits.Default, out var offer, out var error))
        {
            _side.OnViolation($"The 200 to an INVITE without description has no offer: {error.Reason}.");
            await AcknowledgeAsync(outcome.Response.CSeq.Number, default);
            return outcome;
        }
        var result = AudioNegotiation.Answer(offer, _local, _side.Capabilities(offering: false), _wanted, _agreed);
        if (result.IsAgreed)
        {
            _sent = Sent(result.Answer);
            PutInForce(result.Agreed with { Local = _sent });
        }
        await AcknowledgeAsync(outcome.Response.CSeq.Number, _sent!.ToBytes());
        return outcome;
    }

    private async Task<RequestOutcome> ReinviteAsync(SessionDescription offer)
    {
        var before = _sent;
        _sent = offer;
        var outcome = await SendAsync("INVITE", offer.ToBytes());
        if (!outcome.IsSuccess)
        {
            _sent = before;
            return outcome;
        }
        await AcknowledgeAsync(outcome.Response!.CSeq.Number, default);
        if (CompleteWith(outcome.Response.Body) is { } fault)
        {
            _side.OnViolation($"The answer to our re-INVITE cannot be used: {fault}.");
        }
        LearnTimer(outcome.Response, weAreCaller: true);
        return outcome;
    }

    private static SessionDescription Unheld(SessionDescription description, string connection) =>
        description with
        {
            Lines = [.. description.Lines.Select(l => l.Type == 'c' ? new SdpLine('c', connection) : l)],
            Media =
            [
                .. description.Media.Select(m =>
                    m with
                    {
                        Lines = [.. m.Lines.Select(l => l.Type == 'c' ? new SdpLine('c', connection) : l)],
                    }
                ),
            ],
        };

    /// <summary>Takes interval and refresher from an INVITE that we answer, or from an answer to ours.</summary>
    private void LearnTimer(SipMessage message, bool weAreCaller)
    {
        StopTimers();
        var text = message.Headers.First(HeaderName.SessionExpires);
        if (text is null || !int.TryParse(text.Split(';')[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            SessionInterval = null;
            return;
        }
        SessionInterval = TimeSpan.FromSeconds(seconds);
        // As the called party we name the caller the refresher where it named nobody.
        var callerRefreshes = !text.Contains("refresher=uas", StringComparison.OrdinalIgnoreCase);
        if (callerRefreshes == weAreCaller)
        {
            _refresh = _side.Loop.Schedule(SessionInterval.Value * 0.45, () => _ = RefreshOnLoopAsync());
        }
        else
        {
            var margin = TimeSpan.FromSeconds(Math.Min(32, seconds / 3.0));
            _expiry = _side.Loop.Schedule(SessionInterval.Value - margin, OnExpired);
        }
    }

    private void OnExpired()
    {
        _side.OnViolation("The session was not refreshed in time.");
        End("Q.850;cause=102;text=\"session expired\"");
    }

    private void StopTimers()
    {
        _refresh?.Cancel();
        _expiry?.Cancel();
    }
}
