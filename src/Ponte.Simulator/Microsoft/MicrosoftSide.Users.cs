using System.Globalization;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Signalling;

namespace Ponte.Simulator.Microsoft;

/// <summary>What users, and Teams for them, do with calls; and their own calls.</summary>
public sealed partial class MicrosoftSide
{
    /// <summary>The tag of voicemail; no device has so high a number.</summary>
    private const int VoicemailDevice = 1000;

    private readonly Dictionary<SimulatedCall, CallOwner> _owners = [];

    internal SimulatedCall Dial(TeamsUser user, string number, int frequency, TeamsUser? referredBy = null)
    {
        var call = new SimulatedCall(this, CallDirection.ToPonte, user.Options.Number, number) { CallerName = user.Options.Name };
        call.Media.Play(frequency);
        UseBypass(call, user);
        var owner = new CallOwner(user) { Headers = referredBy is null ? [] : [("REFERRED-BY", ReferredBy(referredBy))] };
        _loop.Loop.Post(() => BeginDial(call, owner));
        return call;
    }

    private void PlayUser(SimulatedCall call, TeamsUser user, bool toVoicemail)
    {
        var behaviour = user.Behaviour;
        call.AnswersOnCancel = behaviour.AnswersOnCancel;
        call.AnswerDevice = behaviour.AnswersOnNewTag ? behaviour.Devices + 2 : 1;
        if (toVoicemail || (behaviour.Devices == 0 && behaviour.VoicemailAfter is not null))
        {
            AnswerByVoicemail(call);
            return;
        }
        if (RefusalOf(behaviour) is { } refusal)
        {
            _refusals.Enqueue(refusal);
            call.Refuse(refusal.ForCall());
            return;
        }
        if (behaviour.ForwardTo.Length > 0)
        {
            CallOut(call, user, behaviour.ForwardTo, user, alone: true);
            return;
        }
        if (behaviour.RingsToo.Length > 0)
        {
            CallOut(call, user, behaviour.RingsToo, user, alone: false);
        }
        for (var device = 1; device <= behaviour.Devices; device++)
        {
            call.Ring(device);
        }
        if (behaviour.SilentProgress)
        {
            call.Progress(behaviour.Devices + 1, frequency: null);
        }
        if (behaviour.AnswerAfter is { } wait)
        {
            After(call, wait, () => call.Answer(behaviour.Frequency));
        }
        if (behaviour.VoicemailAfter is { } patience)
        {
            After(call, patience, () => AnswerByVoicemail(call));
        }
        After(call, _options.SetUpLimit, () => call.Refuse(MicrosoftRefusals.SetUpLimit.ForCall()));
        user.Inbox.Add(call);
    }

    private static MicrosoftRefusal? RefusalOf(TeamsBehaviour behaviour) =>
        behaviour switch
        {
            { Devices: 0 } => MicrosoftRefusals.NoEndpoints,
            { IsBusy: true } => MicrosoftRefusals.Busy,
            { Declines: true } => MicrosoftRefusals.Declined,
            _ => null,
        };

    private void AnswerByVoicemail(SimulatedCall call)
    {
        if (call.Phase < CallPhase.Talking && _owners.TryGetValue(call, out var owner))
        {
            owner.IsVoicemail = true;
            call.Answer(owner.User.Behaviour.VoicemailFrequency, VoicemailDevice);
        }
    }

    private void After(SimulatedCall call, TimeSpan wait, Action action) =>
        _owners[call]
            .Timers.Add(
                _loop.Loop.Schedule(
                    wait,
                    () =>
                    {
                        if (call.Phase < CallPhase.Talking)
                        {
                            action();
                        }
                    }
                )
            );

    private void BeginDial(SimulatedCall call, CallOwner owner)
    {
        // A trunk that is down is still tried, last.
        var trunks = _gateways.Where(g => g.Tenant == owner.User.Tenant && g.Options.Enabled).OrderBy(g => g.IsActive ? 0 : 1);
        foreach (var gateway in trunks)
        {
            owner.Trunks.Enqueue(gateway);
        }
        _owners[call] = owner;
        _calls.Add(call);
        After(call, _options.SetUpLimit, () => call.HangUp());
        if (!TryNextTrunk(call, owner))
        {
            call.OnNoAnswer(500, "no trunk (510544)");
        }
    }

    private bool TryNextTrunk(SimulatedCall call, CallOwner owner)
    {
        if (!owner.Trunks.TryDequeue(out var trunk))
        {
            return false;
        }
        owner.Trunk = trunk;
        _ = InviteAsync(call, owner, trunk);
        return true;
    }

    private async Task InviteAsync(SimulatedCall call, CallOwner owner, Gateway trunk)
    {
        var (wire, problem) = await _own.OpenAsync(trunk.Fqdn, trunk.Options.SipSignalingPort);
        if (wire is null)
        {
            call.OnNoAnswer(504, problem);
            return;
        }
        var hub = HubOf(wire);
        owner.InviteAddress = wire.Local.Address;
        var tag = Tokens.Tag();
        var port = trunk.Options.SipSignalingPort;
        var withheld = owner.Joined is null ? owner.User.Options.WithholdsNumber : !call.Caller.StartsWith('+');
        var from = withheld
            ? "Anonymous<sip:anonymous@anonymous.invalid>"
            : $"{call.CallerName}<sip:{call.Caller}@{hub.Name}:{hub.Listen.Port};user=phone>";
        var dialog = new Dialog
        {
            CallId = Tokens.CallId(),
            LocalTag = tag,
            LocalAddress = $"{from};tag={tag}",
            RemoteAddress = $"<sip:{call.Called}@{trunk.Fqdn}:{port};user=phone>",
            RemoteTarget = $"sip:{call.Called}@{trunk.Fqdn}:{port};user=phone;transport=tls",
            LocalTarget = owner.Target,
            LocalRoute = hub.RecordRoute,
        };
        call.SendInvite(dialog, wire);
        owner.Timers.Add(_loop.Loop.Schedule(trunk.Options.FailoverTime, () => OnTrunkSilent(call, dialog)));
    }

    /// <summary>No response within the time of a trunk: the attempt is given up, and the next trunk tried.</summary>
    private static void OnTrunkSilent(SimulatedCall call, Dialog dialog)
    {
        if (call.Dialog == dialog && call.Phase == CallPhase.Calling && !call.HasFirstResponse)
        {
            call.OnNoAnswer(408, "the SBC was silent (500001)");
        }
    }

    private void Write(SimulatedCall call, CallOwner owner)
    {
        if (owner.IsInner)
        {
            return;
        }
        var ending = call.Ending!;
        var outcome =
            call.Direction == CallDirection.ToPonte
                ? (call.IsAnswered ? CallOutcome.Answered : CallOutcome.Failed)
                : OutcomeOf(call, owner, ending);
        var incoming = call.Direction == CallDirection.FromPonte;
        var name = incoming ? call.CallerName : "";
        // Microsoft's code for a late or repeated retrieve (section 20).
        var detail =
            owner.Replaces is null || call.IsAnswered ? ending.Detail : $"Replacement call was not found (404/10202): {ending.Detail}";
        owner.User.Add(
            new CallRecord(call.Direction, incoming ? call.Caller : call.Called, name, _time.GetUtcNow(), outcome, detail)
            {
                TransferredBy = owner.ComesOf?.By.Options.Name ?? "",
            }
        );
    }

    private static CallOutcome OutcomeOf(SimulatedCall call, CallOwner owner, CallEnding ending) =>
        ending switch
        {
            _ when owner.IsVoicemail => CallOutcome.Voicemail,
            { WasAnswered: true } => CallOutcome.Answered,
            { Status: 486 } => CallOutcome.Busy,
            { Status: 603 } => CallOutcome.Declined,
            { Status: 487 } when !call.WasMissed => CallOutcome.CompletedElsewhere,
            _ => CallOutcome.Missed,
        };

    private void AddCallHeaders(MessageText text, SimulatedCall call, CallOwner owner)
    {
        var user = owner.User.Options;
        if (owner.Trunk is { Options.ForwardPai: true })
        {
            var hub = _hubs[0];
            text.Add("P-ASSERTED-IDENTITY", $"<tel:{user.Number}>,<sip:{user.Number}@{hub.Name}:{hub.Listen.Port};user=phone>")
                .Add("PRIVACY", "id");
        }
        if (call.Dialog.RemoteTag.Length == 0)
        {
            foreach (var (name, value) in owner.Headers)
            {
                text.Add(name, value);
            }
            if (owner is { ForwardedBy: { } by, Trunk: { Options.ForwardCallHistory: true } trunk })
            {
                AddHistory(text, by, trunk);
            }
        }
        // Bypass calls have no session timer (reference section 12).
        if (_options.SessionExpires is { } interval && (owner.IsInner || !owner.User.Behaviour.Bypass))
        {
            text.Add("MIN-SE", _options.MinSe.TotalSeconds.ToString("0", CultureInfo.InvariantCulture))
                .Add("SUPPORTED", "timer")
                .Add("SESSION-EXPIRES", interval.TotalSeconds.ToString("0", CultureInfo.InvariantCulture));
        }
    }
}
