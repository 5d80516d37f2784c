using System.Collections.Immutable;
using System.Security.Cryptography;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Microsoft;

/// <summary>Transfers by REFER (reference section 13): REFER, NOTIFYs, and when who hangs up.</summary>
public sealed partial class MicrosoftSide
{
    /// <summary>How many transfers are remembered.</summary>
    private const int MaxTransfers = 200;

    /// <summary>What the field has seen between 202 and an early BYE.</summary>
    private static readonly TimeSpan EarlyBye = TimeSpan.FromMilliseconds(280);
    private static readonly TimeSpan LateBye = TimeSpan.FromSeconds(2);

    private ImmutableArray<Transfer> _transfers = [];
    private int _lastTransfer;

    /// <summary>The transfers, oldest first.</summary>
    public IReadOnlyList<Transfer> Transfers => _transfers;

    /// <summary>A user transfers a call by REFER.</summary>
    /// <exception cref="InvalidOperationException">
    /// The call is not answered, is being transferred already, Ponte's Allow has no REFER in it (Teams then sends none), or
    /// <see cref="TransferOptions.With"/> is no other call of the same user.
    /// </exception>
    public Task<Transfer> TransferAsync(SimulatedCall call, TransferOptions options)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(options);
        return _loop.CallAsync(() =>
        {
            var owner = OwnerForRefer(call);
            return options.With is { } other
                ? Begin(call, owner, options, NumberTarget(OutsideOf(other)), null, ReplacesOf(other, owner))
                : Begin(call, owner, options, TargetOf(owner.User, options.To, out var user), user, "");
        });
    }

    bool ICallSide.Takes(SimulatedCall call, ServerExchange exchange)
    {
        var transfer = _owners.GetValueOrDefault(call)?.Transfer;
        switch (exchange.Request.Method)
        {
            case SipMethod.Notify:
                OnNotify(call, transfer, exchange);
                return true;
            case SipMethod.Bye when transfer is { IsOver: false, IsConcluded: false }:
                _violations.Add("BYE before our 200 to the last NOTIFY: Teams shows a ghost call for minutes (section 13).");
                call.Answer(exchange, 481, "Call Leg/Transaction Does Not Exist");
                return true;
            default:
                return false;
        }
    }

    private CallOwner OwnerForRefer(SimulatedCall call)
    {
        if (!_owners.TryGetValue(call, out var owner) || call.Phase != CallPhase.Talking)
        {
            throw new InvalidOperationException("Only a call that is answered can be transferred.");
        }
        if (!call.PonteTakesRefer)
        {
            throw new InvalidOperationException("Allow of the SBC does not list REFER: Teams sends none (section 13).");
        }
        return owner.Transfer is { IsOver: false } ? throw new InvalidOperationException("The call is being transferred already.") : owner;
    }

    private Transfer Begin(SimulatedCall call, CallOwner owner, TransferOptions options, string target, TeamsUser? user, string replaces)
    {
        var by = ReferredBy(owner.User);
        var transfer = new Transfer(++_lastTransfer, call, owner.User, options)
        {
            ReferTo = $"<{target}{replaces}>",
            Data = new ReferData(target, by),
            User = user,
            NeedsId = owner.Transfer is not null,
        };
        owner.Transfer = transfer;
        _transfers = (_transfers.Length < MaxTransfers ? _transfers : _transfers.RemoveAt(0)).Add(transfer);
        _ = ReferAsync(transfer);
        return transfer;
    }

    private async Task ReferAsync(Transfer transfer)
    {
        var call = transfer.Call;
        if (transfer.Options.HoldsFirst && await call.HoldAsync() is { IsSuccess: false } refused)
        {
            _violations.Add($"Hold before a transfer was answered with {refused.Status} {refused.Detail} (section 11).");
            transfer.Enter(TransferState.Failed);
            return;
        }
        var outcome = await call.ReferAsync(
            [("REFER-TO", transfer.ReferTo), ("REFERRED-BY", transfer.Data.ReferredBy)],
            refer => transfer.Sequence = refer.CSeq.Number
        );
        if (outcome.Status != 202)
        {
            _violations.Add($"A REFER was answered with {outcome.Status} {outcome.Detail}, not with 202 (section 13).");
        }
        if (!outcome.IsSuccess)
        {
            await FailAsync(transfer);
            return;
        }
        transfer.Enter(TransferState.Accepted);
        if (transfer.Options.Bye == TransferBye.Early)
        {
            _loop.Loop.Schedule(EarlyBye, () => call.HangUp());
        }
        _loop.Loop.Schedule(_options.TransferLimit, () => OnLimit(transfer));
    }

    private void OnLimit(Transfer transfer)
    {
        if (!transfer.IsOver)
        {
            _violations.Add("The last NOTIFY of a transfer never came (section 13).");
            _ = FailAsync(transfer);
        }
    }

    private void OnNotify(SimulatedCall call, Transfer? transfer, ServerExchange exchange)
    {
        if (transfer is null)
        {
            _violations.Add("A NOTIFY came in a dialog without REFER (section 13).");
            call.Answer(exchange, 481, "Subscription Does Not Exist");
            return;
        }
        var verdict = MicrosoftRules.CheckNotify(exchange.Request, transfer.Sequence, transfer.NeedsId, transfer.Notified);
        foreach (var fault in verdict.Faults)
        {
            _violations.Add($"A NOTIFY of a transfer is wrong: {fault} (section 13).");
        }
        transfer.OnNotified(verdict.Status);
        if (!verdict.IsFinal || transfer.IsOver)
        {
            call.Answer(exchange, 200, "OK");
            return;
        }
        void Conclude()
        {
            // What is found is noted before the SBC is told; hanging up and retrieving come behind this turn of the loop.
            transfer.IsConcluded = true;
            OnOutcome(transfer, verdict.Status);
            call.Answer(exchange, 200, "OK");
        }

        if (transfer.Options.FinalAnswerAfter > TimeSpan.Zero)
        {
            _loop.Loop.Schedule(transfer.Options.FinalAnswerAfter, Conclude);
        }
        else
        {
            Conclude();
        }
    }

    private void OnOutcome(Transfer transfer, int status)
    {
        if (status >= 300)
        {
            // 487: the SBC gave up, and says why in its own words.
            if (transfer.TargetStatus is not (0 or 487) && transfer.TargetStatus != status)
            {
                _violations.Add($"The last NOTIFY says {status}; the target said {transfer.TargetStatus} (section 13).");
            }
            _ = FailAsync(transfer);
            return;
        }
        if (transfer.Options.With is { } other)
        {
            ExpectEndOf(other);
        }
        else if (transfer.NewCall is not { IsAnswered: true })
        {
            _violations.Add($"The last NOTIFY says {status}, and the target has not answered (section 13).");
        }
        transfer.Enter(TransferState.Done);
        if (transfer.Options.Bye == TransferBye.Late)
        {
            _loop.Loop.Schedule(LateBye, () => transfer.Call.HangUp());
        }
        else
        {
            transfer.Call.HangUp();
        }
    }

    /// <summary>The transferor goes on with the call, if it is still there.</summary>
    private async Task FailAsync(Transfer transfer)
    {
        transfer.IsConcluded = true;
        if (
            transfer is { Options.HoldsFirst: true, Call.Phase: CallPhase.Talking }
            && await transfer.Call.RetrieveAsync() is { IsSuccess: false } refused
        )
        {
            _violations.Add($"Retrieve after a transfer that failed was answered with {refused.Status} {refused.Detail} (section 13).");
        }
        transfer.Enter(TransferState.Failed);
    }

    /// <summary>Where a transfer leads: to a user without user part, to a telephone by its number.</summary>
    private string TargetOf(TeamsUser by, string to, out TeamsUser? user)
    {
        user = _users.Find(u =>
            u.Tenant == by.Tenant
            && (u.Options.Id.Equals(to, StringComparison.Ordinal) || u.Options.Number.Equals(to, StringComparison.Ordinal))
        );
        return user is not null ? UserTarget(user)
            : to.StartsWith('+') ? NumberTarget(to)
            : throw new InvalidOperationException($"There is no user {to}, and a telephone number begins with a plus sign.");
    }

    private string UserTarget(TeamsUser user) =>
        $"sip:{_hubs[0].Name}:{_hubs[0].Listen.Port};transport=tls;x-m={user.Identity};x-t={TenantId(user.Tenant)}";

    private string NumberTarget(string number) => $"sip:{number}@{_hubs[0].Name}:{_hubs[0].Listen.Port};user=phone;transport=tls";

    private static void DemandReplaces(SimulatedCall call)
    {
        if (!call.PonteTakesReplaces)
        {
            throw new InvalidOperationException("Supported of the SBC does not list replaces: Teams sends none (section 6).");
        }
    }

    /// <summary>The other dialog as the SBC sees it, escaped as a header within a URI must be (RFC 3261 section 25.1).</summary>
    private string ReplacesOf(SimulatedCall other, CallOwner owner)
    {
        if (!_owners.TryGetValue(other, out var its) || its.User != owner.User || its == owner || other.Phase != CallPhase.Talking)
        {
            throw new InvalidOperationException("The call to transfer to is no other answered call of the same user.");
        }
        DemandReplaces(other);
        return $"?Replaces={Uri.EscapeDataString(Replaces(other))}";
    }

    private static string Replaces(SimulatedCall call) =>
        $"{call.Dialog.CallId};to-tag={call.Dialog.RemoteTag};from-tag={call.Dialog.LocalTag}";

    /// <summary>Who is at the SBC's side of a call.</summary>
    private static string OutsideOf(SimulatedCall call) => call.Direction == CallDirection.FromPonte ? call.Caller : call.Called;

    private string ReferredBy(TeamsUser user)
    {
        var ticket = Convert.ToBase64String(RandomNumberGenerator.GetBytes(120)).Replace('+', '-').Replace('/', '_');
        return $"<sip:{_hubs[0].Name}:{_hubs[0].Listen.Port};x-m={user.Identity};x-t={TenantId(user.Tenant)};x-ti={Guid.NewGuid()};x-tt={ticket}>";
    }

    private Guid TenantId(TenantOptions tenant) => _tenantIds.TryGetValue(tenant, out var id) ? id : _tenantIds[tenant] = Guid.NewGuid();
}
