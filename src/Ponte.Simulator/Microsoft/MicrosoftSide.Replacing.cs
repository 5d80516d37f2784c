using Ponte.Simulator.Calls;

namespace Ponte.Simulator.Microsoft;

/// <summary>INVITEs with Replaces (reference section 13), and hold by a music bot (section 11).</summary>
public sealed partial class MicrosoftSide
{
    private readonly Dictionary<TenantOptions, Guid> _tenantIds = [];

    /// <summary>
    /// A user takes the place of another leg, by an INVITE with Replaces: retrieves from a music bot, or picks up. The leg may be gone
    /// already, as with a late or repeated retrieve: then the SBC must refuse.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such user.</exception>
    /// <exception cref="InvalidOperationException">The leg has no dialog yet, or Ponte does not support Replaces in it.</exception>
    public Task<SimulatedCall> ReplaceAsync(SimulatedCall leg, ReplaceOptions options)
    {
        ArgumentNullException.ThrowIfNull(leg);
        ArgumentNullException.ThrowIfNull(options);
        var user = User(options.User);
        return _loop.CallAsync(() =>
        {
            if (leg.Dialog.RemoteTag.Length == 0)
            {
                throw new InvalidOperationException("The call has no dialog yet that could be replaced.");
            }
            DemandReplaces(leg);
            var call = new SimulatedCall(this, CallDirection.ToPonte, user.Options.Number, OutsideOf(leg))
            {
                CallerName = user.Options.Name,
            };
            call.Media.Play(options.Frequency);
            BeginDial(
                call,
                new CallOwner(user)
                {
                    Replaces = leg,
                    ReplacesLiving = leg.Phase != CallPhase.Ended,
                    Headers = options.Requires ? [("REPLACES", Replaces(leg)), ("REQUIRE", "replaces")] : [("REPLACES", Replaces(leg))],
                }
            );
            return call;
        });
    }

    /// <summary>Holds a call as Teams does where its own music is on: a REFER to a music bot, which answers and plays.</summary>
    /// <returns>The transfer to the bot; its <see cref="Transfer.NewCall"/> is the bot's leg, whose place a retrieve takes.</returns>
    /// <exception cref="InvalidOperationException">As for <see cref="TransferAsync"/>.</exception>
    public Task<Transfer> HoldWithMusicAsync(SimulatedCall call, MusicOptions options)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(options);
        return _loop.CallAsync(() =>
        {
            var owner = OwnerForRefer(call);
            var bot = new TeamsUser(this, owner.User.Tenant, new UserOptions("music", "Music on hold", ""))
            {
                IsBot = true,
                Behaviour = new TeamsBehaviour { AnswerAfter = options.Ring, Frequency = options.Frequency },
            };
            return Begin(call, owner, new TransferOptions("music") { HoldsFirst = false }, UserTarget(bot), bot, "");
        });
    }

    /// <summary>What became of a call that was to take another's place.</summary>
    private void OnReplacing(SimulatedCall call, CallOwner owner)
    {
        if (owner.Replaces is not { } leg)
        {
            return;
        }
        switch (call)
        {
            case { Phase: CallPhase.Talking } when owner.ReplacesLiving:
                ExpectEndOf(leg);
                break;
            case { Phase: CallPhase.Talking }:
                _violations.Add("An INVITE with Replaces of a call that is gone was taken (section 13).");
                break;
            case { Phase: CallPhase.Ended, IsAnswered: false, Ending.ByPonte: true } when leg.Phase != CallPhase.Ended:
                _violations.Add($"An INVITE with Replaces of a living call got {call.Ending.Detail} (section 13).");
                break;
        }
    }

    /// <summary>The SBC ends the leg whose place was taken; a ringing one by CANCEL.</summary>
    private void ExpectEndOf(SimulatedCall leg) =>
        _loop.Loop.Schedule(
            _options.ReplacedLegLimit,
            () =>
            {
                if (leg.Phase != CallPhase.Ended)
                {
                    _violations.Add("The leg whose place was taken by Replaces got no BYE (section 13).");
                }
            }
        );
}
