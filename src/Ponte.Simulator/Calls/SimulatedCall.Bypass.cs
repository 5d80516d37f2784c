using Ponte.Simulator.Media;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Calls;

/// <summary>Media bypass: forks that check at once, nomination, convergence by a re-INVITE, restart when the call moves.</summary>
public sealed partial class SimulatedCall
{
    /// <summary>The first other client; devices that ring have smaller numbers.</summary>
    private const int FirstOtherClient = 500;

    /// <summary>How long Microsoft takes from the answer to its re-INVITE with the final candidates.</summary>
    private static readonly TimeSpan ConvergenceTime = TimeSpan.FromMilliseconds(300);

    private readonly List<MediaEndpoint> _otherClients = [];
    private TaskCompletionSource _converged = New();
    private BypassPlan? _bypass;
    private IceCredentials? _iceCredentials;
    private SessionDescription? _sbc;
    private bool _isFinal;

    /// <summary>The other clients that ring for a bypass call; what they find must not grow once this one answered.</summary>
    public IReadOnlyList<MediaEndpoint> OtherClients
    {
        get
        {
            lock (_lock)
            {
                return [.. _otherClients];
            }
        }
    }

    /// <summary>Waits until Ponte took the final candidates of a bypass call. Fails if the call ends before.</summary>
    public Task ConvergedAsync(CancellationToken cancellationToken = default) => _converged.Task.WaitAsync(cancellationToken);

    /// <summary>Makes it a bypass call; before its first message.</summary>
    internal void UseBypass(BypassPlan plan)
    {
        _bypass = plan;
        _iceCredentials = Media.UseIce(plan.NominatesEarly);
        Media.Nominated = () => Post(OnNominated);
        Media.IceFailed = fault => Post(() => FailIce(fault));
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SessionDescription WithIce(SessionDescription description) =>
        _iceCredentials is null
            ? description
            : BypassClient.Describe(description, Media, _iceCredentials, _isFinal ? _agreed?.RemoteRtp : null);

    /// <summary>Ponte's offer came: every client that rings checks it at once, long before Ponte knows what they are.</summary>
    private void CheckSbc(SessionDescription offer, ServerExchange exchange)
    {
        if (_bypass is null)
        {
            return;
        }
        Watch(offer);
        for (var i = 0; i < _bypass.OtherClients; i++)
        {
            AddOtherClient(offer, exchange, FirstOtherClient + i);
        }
    }

    private void AddOtherClient(SessionDescription offer, ServerExchange exchange, int device)
    {
        var media = _side.OpenMedia();
        media.IceFailed = fault => Post(() => FailIce(fault));
        var capabilities = _side.Capabilities(offering: false);
        var result = AudioNegotiation.Answer(offer, LocalOf(media, capabilities), capabilities, AudioDirection.SendReceive);
        if (!result.IsAgreed)
        {
            media.Dispose();
            return;
        }
        lock (_lock)
        {
            _otherClients.Add(media);
        }
        media.Stop();
        var credentials = media.UseIce(mayNominate: true);
        Check(media, offer);
        media.Configure(MediaPlan.Of(result.Agreed));
        var description = BypassClient.Describe(_side.Dress(result.Answer, offering: false), media, credentials, chosen: null);
        Respond(exchange, new ResponseParts(183, "Session Progress") { ToTag = TagOf(device), Sdp = description.ToBytes() });
    }

    /// <summary>What Ponte describes is put in force: it is checked, by the rules and by STUN.</summary>
    private void Watch(SessionDescription sbc)
    {
        if (_bypass is null)
        {
            return;
        }
        if (BypassRules.Fault(sbc, _sbc) is { } fault)
        {
            FailIce(fault);
            return;
        }
        _sbc = sbc;
        Check(Media, sbc);
    }

    /// <summary>The call is up: a client that waits for the answer may nominate now, and what was nominated before is made final.</summary>
    private void OnBypassAnswered()
    {
        if (_bypass is null)
        {
            return;
        }
        Media.AllowNomination();
        if (Media.IsNominated)
        {
            ConvergeSoon();
        }
    }

    private void OnNominated()
    {
        if (IsAnswered)
        {
            ConvergeSoon();
        }
    }

    private void ConvergeSoon() =>
        _side.Loop.Schedule(
            ConvergenceTime,
            () =>
            {
                if (Phase == CallPhase.Talking && !_isFinal)
                {
                    _ = ConvergeAsync();
                }
            }
        );

    private async Task ConvergeAsync()
    {
        _isFinal = true;
        var outcome = await ReinviteAsync(Negotiate.Versioned(WithIce(_agreed!.Local), _sent));
        if (!outcome.IsSuccess)
        {
            FailIce($"BackToBackBypass offer was declined by Peer ({outcome.Status})");
            return;
        }
        _converged.TrySetResult();
    }

    /// <summary>Another media processor has other credentials; it is described as the first one was.</summary>
    private SessionDescription Restarted(SessionDescription offer)
    {
        if (_bypass is null)
        {
            return offer;
        }
        _iceCredentials = Media.UseIce(mayNominate: true);
        (_sbc, _isFinal, _converged) = (null, false, New());
        return WithIce(offer);
    }

    /// <summary>Looks at what answers a restart; the rules of the new session begin with it.</summary>
    private void OnRestarted(SessionDescription before)
    {
        if (_bypass is not null && !BypassRules.IsRestarted(before, _agreed!.Remote))
        {
            FailIce("a restart was answered with the old credentials");
        }
    }

    private void FailIce(string fault)
    {
        _side.OnViolation($"Media bypass: {fault}.");
        End("Q.850;cause=127;text=\"MediaConnectivityFailure\"");
    }

    private void EndBypass(Exception why)
    {
        _converged.TrySetException(why);
        foreach (var client in OtherClients)
        {
            client.Dispose();
        }
    }

    private static void Check(MediaEndpoint media, SessionDescription sbc)
    {
        var audio = BypassRules.Audio(sbc)!;
        if (sbc.IceCredentialsOf(audio) is { } remote && audio.Candidates.FirstOrDefault()?.EndPoint is { } candidate)
        {
            media.Check(remote, candidate);
        }
    }
}
