using System.Globalization;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Microsoft;

/// <summary>INVITEs that begin a call: to a user's number, or what a REFER asked for.</summary>
public sealed partial class MicrosoftSide
{
    private void OnInvite(ServerExchange exchange)
    {
        var request = exchange.Request;
        var referred = MicrosoftRules.CheckReferred(request, [.. _transfers.Where(t => t.AwaitsCall).Select(t => t.Data)]);
        var transfer = _transfers.LastOrDefault(t => t.Data == referred.Refer);
        var verdict = MicrosoftRules.Check(
            request,
            exchange.Wire.Peer,
            _options,
            isReferred: transfer is not null || referred.Refusal is not null
        );
        foreach (var warning in verdict.Warnings)
        {
            _warnings.Enqueue(warning);
        }
        if ((verdict.Refusal ?? referred.Refusal) is { } refusal)
        {
            if (transfer is not null || referred.Refusal is not null)
            {
                _violations.Add($"The INVITE of a transfer was refused with {refusal.Status}: {refusal.Text} (section 13).");
            }
            Refuse(exchange, refusal, ("MIN-SE", _options.MinSe.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)));
            return;
        }
        var user = transfer is null ? _users.Find(u => u.Options == verdict.User) : transfer.User;
        if (user is not null && CheckBypass(user, request) is { } noIce)
        {
            Refuse(exchange, noIce);
            return;
        }
        if (transfer is null)
        {
            Take(exchange, new CallOwner(user!), user!.Options.Number, call => PlayUser(call, user, verdict.IsForVoicemail));
        }
        else
        {
            TakeReferred(exchange, transfer);
        }
    }

    private void Take(ServerExchange exchange, CallOwner owner, string called, Action<SimulatedCall> play)
    {
        var request = exchange.Request;
        var call = new SimulatedCall(this, CallDirection.FromPonte, request.From?.Uri?.UserText ?? "", called)
        {
            CallerName = request.From?.DisplayName ?? "",
        };
        if (!owner.IsInner)
        {
            UseBypass(call, owner.User);
        }
        owner.InviteAddress = exchange.Wire.Local.Address;
        _owners[call] = owner;
        _calls.Add(call);
        if (owner.ComesOf is { } transfer)
        {
            transfer.NewCall = call;
        }
        if (call.Take(exchange) is { } unusable)
        {
            call.Refuse(unusable);
            return;
        }
        play(call);
    }

    private void TakeReferred(ServerExchange exchange, Transfer transfer)
    {
        foreach (var fault in MicrosoftRules.CheckReferredCall(exchange.Request, OutsideOf(transfer.Call), transfer.Call.CallId))
        {
            _violations.Add($"The INVITE of a transfer is wrong: {fault} (section 13).");
        }
        if (transfer.User is { } user)
        {
            Take(
                exchange,
                new CallOwner(user) { ComesOf = transfer, IsInner = user.IsBot },
                user.Options.Number,
                call => PlayUser(call, user, toVoicemail: false)
            );
        }
        else
        {
            Take(
                exchange,
                new CallOwner(transfer.By) { ComesOf = transfer, IsInner = true },
                transfer.Options.To,
                call => CallOut(call, transfer.By, transfer.Options.To, forwardedBy: null, alone: true)
            );
        }
    }

    /// <summary>The transfer whose old leg a request belongs to, although that leg is over.</summary>
    private Transfer? TransferOf(SipRequest request) =>
        _transfers.LastOrDefault(t =>
            !t.IsOver
            && string.Equals(t.Call.Dialog.CallId, request.CallId, StringComparison.Ordinal)
            && string.Equals(t.Call.Dialog.LocalTag, request.ToTag, StringComparison.Ordinal)
            && string.Equals(t.Call.Dialog.RemoteTag, request.FromTag, StringComparison.Ordinal)
        );
}
