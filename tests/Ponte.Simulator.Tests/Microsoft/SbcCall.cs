using Ponte.Simulator.Media;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>A call of the <see cref="TestSbc"/>.</summary>
internal sealed class SbcCall : IInviteHandler
{
    private readonly TestSbc _sbc;
    private readonly AudioCapabilities _capabilities;
    private readonly LocalMedia _local;
    private readonly TaskCompletionSource<SipResponse?> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SipFailure> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SipRequest?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ringing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly System.Threading.Channels.Channel<RequestResult> _reinvites =
        System.Threading.Channels.Channel.CreateUnbounded<RequestResult>();
    private readonly System.Threading.Channels.Channel<Referral> _referrals = System.Threading.Channels.Channel.CreateUnbounded<Referral>();
    private InviteSession? _session;
    private SessionDescription? _offer;
    private AgreedAudio? _agreed;

    public SbcCall(TestSbc sbc, AudioCapabilities capabilities)
    {
        _sbc = sbc;
        _capabilities = capabilities;
        Media = sbc.OpenMedia();
        _local = new LocalMedia(Media.LocalRtp, Media.LocalRtp.Port + 1) { Keys = LocalCrypto.Generate(capabilities.SrtpSuites) };
    }

    public static AudioCapabilities Capabilities { get; } =
        new()
        {
            Srtp = SrtpUse.Required,
            RtcpMux = true,
            HoldStyle = HoldStyle.InactiveOnly,
        };

    public MediaEndpoint Media { get; }

    public List<(int Status, string Tag, bool HasMedia)> Provisionals { get; } = [];

    public List<bool> Holds { get; } = [];

    /// <summary>Spoils answers to re-INVITEs.</summary>
    public Func<string, string> AlterAnswers { get; set; } = t => t;

    public SipRequest Invite => _session!.InitialRequest!;

    public InviteSession Session => _session!;

    public ValueTask<Referral> ReferredAsync() => _referrals.Reader.ReadAsync(Carrier.CarrierPair.Patience);

    public void Attach(InviteSession session) => _session = session;

    public ReadOnlyMemory<byte> Offer()
    {
        _offer = AudioNegotiation.Offer(_local, _capabilities, AudioDirection.SendReceive);
        return _offer.ToBytes();
    }

    public Task<SipResponse?> AnsweredAsync() => _answered.Task.WaitAsync(Carrier.CarrierPair.Patience);

    public Task<SipFailure> FailedAsync() => _failed.Task.WaitAsync(Carrier.CarrierPair.Patience);

    public Task<SipRequest?> EndedAsync() => _ended.Task.WaitAsync(Carrier.CarrierPair.Patience);

    public Task RingsAsync() => _ringing.Task.WaitAsync(Carrier.CarrierPair.Patience);

    public Task RingAsync() => _sbc.OnLoopAsync(() => _session!.Provisional(180));

    public Task AnswerAsync(int frequency, Func<string, string>? alter = null) =>
        _sbc.OnLoopAsync(() =>
        {
            var result = AudioNegotiation.Answer(Parse(Invite.Body), _local, _capabilities, AudioDirection.SendReceive);
            result.IsAgreed.Should().BeTrue($"{result.Refusal}");
            PutInForce(result.Agreed!);
            Media.Play(frequency);
            _session!.Accept(System.Text.Encoding.UTF8.GetBytes((alter ?? (t => t))(result.Answer!.Print())));
        });

    public Task RejectAsync(int status) => _sbc.OnLoopAsync(() => _session!.Reject(status));

    public Task HangUpAsync(string? reason = null) => _sbc.OnLoopAsync(() => _session!.Bye(reason));

    public Task CancelAsync(string? reason = null) => _sbc.OnLoopAsync(() => _session!.Cancel(reason));

    public async Task<RequestResult> ReinviteAsync(AudioDirection direction, HoldStyle style, Func<string, string>? alter = null)
    {
        await _sbc.OnLoopAsync(() =>
        {
            _offer = AudioNegotiation.Reoffer(_agreed!, direction, style, _offer ?? _agreed!.Local);
            _session!.Reinvite(() => System.Text.Encoding.UTF8.GetBytes((alter ?? (t => t))(_offer.Print())));
        });
        return await _reinvites.Reader.ReadAsync(Carrier.CarrierPair.Patience);
    }

    public void OnProvisional(InviteSession session, SipResponse response, string toTag)
    {
        Provisionals.Add((response.StatusCode, toTag, response.Body.Length > 0));
        _ringing.TrySetResult();
    }

    public void OnAnswered(InviteSession session, SipResponse response)
    {
        Complete(response.Body);
        _answered.SetResult(response);
    }

    public void OnFailed(InviteSession session, SipFailure failure)
    {
        Media.Dispose();
        _failed.SetResult(failure);
    }

    public void OnCancelled(InviteSession session, string? reason)
    {
        Media.Dispose();
        _ended.SetResult(null);
    }

    public void OnAcknowledged(InviteSession session, SipRequest ack) => _answered.TrySetResult(null);

    public void OnOffer(InviteSession session, IncomingOffer offer)
    {
        var result = AudioNegotiation.Answer(Parse(offer.Sdp), _local, _capabilities, AudioDirection.SendReceive, _agreed);
        PutInForce(result.Agreed!);
        Holds.Add(_agreed!.IsHeldByPeer);
        offer.Accept(System.Text.Encoding.UTF8.GetBytes(AlterAnswers(result.Answer!.Print())));
    }

    public void OnReinviteResult(InviteSession session, RequestResult result)
    {
        if (result.IsSuccess)
        {
            Complete(result.Response.Body);
        }
        _reinvites.Writer.TryWrite(result);
    }

    public void OnRequest(InviteSession session, IncomingRequest request)
    {
        if (request.Request.Method == SipMethod.Refer && Referral.Read(request) is { } referral)
        {
            _referrals.Writer.TryWrite(referral);
            return;
        }
        request.Respond(200);
    }

    public void OnEnded(InviteSession session, SessionEndReason reason, SipRequest? bye)
    {
        Media.Dispose();
        _ended.SetResult(bye);
    }

    private static SessionDescription Parse(ReadOnlyMemory<byte> body)
    {
        SessionDescription.TryParse(body.Span, SdpLimits.Default, out var description, out var error).Should().BeTrue($"{error}");
        return description!;
    }

    private void Complete(ReadOnlyMemory<byte> body)
    {
        var result = AudioNegotiation.Complete(_offer!, Parse(body), _local, _capabilities, _agreed);
        result.IsAgreed.Should().BeTrue($"{result.Refusal}");
        PutInForce(result.Agreed!);
    }

    private void PutInForce(AgreedAudio agreed)
    {
        _agreed = agreed;
        Media.Configure(MediaPlan.Of(agreed));
    }
}
