using Ponte.Calls.Events;
using Ponte.Calls.Journal;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Scenarios;

/// <summary>A supervisor hears the two parties of a call, and is heard by nobody, the agent, or both.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>The parties stay as they are: their streams remain connected, and the mix takes the place of relay only for who hears the supervisor.</item>
/// <item>While parties change, nobody is mixed. When two talk again and the agent is one of them, it goes on; else it is over.</item>
/// <item>The supervisor's keys choose: 4 listen, 5 whisper, 6 barge in, 7 take over.</item>
/// </list>
/// </remarks>
internal sealed class Supervision(Call call)
{
    private static readonly CallEnd AgentGone = new(EndSide.System, EndCause.Normal, Detail: "the supervised party has left the call");
    private static readonly CallEnd OneOnly = new(EndSide.System, EndCause.Busy, Detail: "somebody supervises the call already");
    private static readonly CallEnd Ordered = new(EndSide.System, EndCause.Normal, Detail: "the supervision was ended");

    private Leg? _supervisor;
    private Leg? _agent;
    private Bridge? _bridge;
    private SupervisionMode _mode;

    /// <summary>What is journalled of it; null where nobody supervises.</summary>
    public SupervisionState? State =>
        _supervisor is { CanGoOnAfterRestart: true } leg ? new SupervisionState(leg.Snapshot(), _mode, _agent!.Id) : null;

    /// <summary>Goes on with what a former process left, when two parties talk.</summary>
    public void Resume(Leg supervisor, Leg? agent, SupervisionMode mode) => (_supervisor, _agent, _mode) = (supervisor, agent, mode);

    /// <summary>Two parties talk, from now on or again.</summary>
    public void Follow(Bridge bridge)
    {
        _bridge = bridge;
        if (_supervisor is null)
        {
            return;
        }
        if (_supervisor.End is not null || !_supervisor.Media.IsOpen)
        {
            End(new CallEnd(EndSide.System, EndCause.MediaLost));
        }
        else if (!bridge.Has(_agent))
        {
            End(AgentGone);
        }
        else
        {
            Apply();
        }
    }

    /// <summary>The parties change: nobody is mixed meanwhile.</summary>
    public void Pause()
    {
        if (_supervisor is { End: null } supervisor)
        {
            Leave();
            supervisor.Media.PlayHold(null);
        }
        _bridge = null;
    }

    /// <summary>It is over, if it was not.</summary>
    public void End(CallEnd? end = null)
    {
        if (_supervisor is not { } supervisor)
        {
            return;
        }
        Leave();
        Forget();
        supervisor.HangUp(end ?? Ordered);
        supervisor.Close();
    }

    /// <summary>Something happened while two talk. True: it was for the supervision.</summary>
    public bool Take(Happening happening)
    {
        switch (happening)
        {
            case { Kind: HappeningKind.Arrived, Leg: { } leg, Joining: { As: Participation.Supervisor, Supervision: { } plan } }:
                Enter(leg, plan);
                return true;
            case { Kind: HappeningKind.LegEnded or HappeningKind.Silent, Leg: { } leg } when leg == _supervisor:
                End(happening.End);
                return true;
            case { Kind: HappeningKind.KeyPressed, Leg: { } leg } when leg == _supervisor:
                if (ModeOf(happening.Key) is { } chosen)
                {
                    Become(chosen);
                }
                return true;
            case { Kind: HappeningKind.SupervisionAsked, Supervision: { } mode }:
                Become(mode);
                return true;
            case { Kind: HappeningKind.SupervisionAsked }:
                End(Ordered);
                return true;
            default:
                return happening is { Kind: HappeningKind.LegChanged, Leg: { } changed } && changed == _supervisor;
        }
    }

    /// <summary>The supervisor wants the agent's place. The parties then talk, joined already; null: it does not.</summary>
    public Bridge? TakeOver()
    {
        if (_mode != SupervisionMode.TakeOver || _supervisor is not { End: null } supervisor || _agent is not { } agent || _bridge is null)
        {
            return null;
        }
        var customer = _bridge.Other(agent);
        _bridge.Part();
        var joined = new Bridge(call, customer, supervisor);
        joined.Join();
        Leave();
        joined.Fit(supervisor);
        Forget();
        customer.TellPartner(supervisor.Party);
        call.Publish((id, at) => new CallTransferred(id, at, agent.Id, supervisor.Id));
        agent.HangUp(new CallEnd(EndSide.System, EndCause.Transferred, Detail: supervisor.Identity.Name));
        agent.Close();
        return joined;
    }

    private static SupervisionMode? ModeOf(char key) =>
        key switch
        {
            '4' => SupervisionMode.Listen,
            '5' => SupervisionMode.Whisper,
            '6' => SupervisionMode.Barge,
            '7' => SupervisionMode.TakeOver,
            _ => null,
        };

    private void Enter(Leg leg, SupervisionPlan plan)
    {
        if (leg.End is not null || _supervisor is not null || _bridge is not { } bridge)
        {
            leg.HangUp(OneOnly);
            leg.Close();
            return;
        }
        (_supervisor, _agent) = (leg, AgentOf(bridge, plan.Agent));
        leg.Partner = null;
        leg.IsMixed = true;
        leg.NeedsMadeCodec();
        bridge.First.NeedsMadeCodec();
        bridge.Second.NeedsMadeCodec();
        Become(plan.Mode);
    }

    private static Leg AgentOf(Bridge bridge, string? user)
    {
        Leg[] parties = [bridge.Second, bridge.First];
        return (
                user is null
                    ? Array.Find(parties, l => l.Identity.User is not null)
                    : Array.Find(parties, l => user.Equals(l.Identity.User, StringComparison.Ordinal))
            ) ?? bridge.Second;
    }

    private void Become(SupervisionMode mode)
    {
        if (_supervisor is not { } supervisor)
        {
            return;
        }
        _mode = mode;
        var agent = _agent!.Id;
        call.Publish((id, at) => new SupervisionChanged(id, at, supervisor.Id, agent, mode));
        if (mode != SupervisionMode.TakeOver)
        {
            Apply();
        }
    }

    /// <summary>Nobody but who hears the supervisor is mixed: relay to the others goes on.</summary>
    private void Apply()
    {
        var (supervisor, agent, customer) = (_supervisor!, _agent!, _bridge!.Other(_agent!));
        var mix = new MixId(call.Number);
        var (relayed, mixed) = (new MixRole { Hears = [] }, new MixRole());
        supervisor.Media.StopTone();
        supervisor.Media.JoinMix(
            mix,
            _mode switch
            {
                SupervisionMode.Listen => new MixRole { Speaks = false },
                SupervisionMode.Whisper => new MixRole { HeardBy = [agent.Media.Stream] },
                _ => mixed,
            }
        );
        agent.Media.JoinMix(mix, _mode == SupervisionMode.Listen ? relayed : mixed);
        customer.Media.JoinMix(mix, _mode == SupervisionMode.Barge ? mixed : relayed);
    }

    private void Leave()
    {
        foreach (var leg in new[] { _bridge?.First, _bridge?.Second, _supervisor })
        {
            if (leg is { Media.IsOpen: true })
            {
                leg.Media.LeaveMix();
            }
        }
    }

    private void Forget()
    {
        var (supervisor, agent) = (_supervisor!.Id, _agent?.Id ?? default);
        _supervisor.IsMixed = false;
        (_supervisor, _agent) = (null, null);
        call.Publish((id, at) => new SupervisionChanged(id, at, supervisor, agent, null));
    }
}
