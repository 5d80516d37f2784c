using System.Collections.Immutable;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Agent;

/// <content>What the user of the stack does.</content>
public sealed partial class InviteSession
{
    /// <summary>UAS: takes the INVITE, from <see cref="ISipUser.OnInvite"/>.</summary>
    public void Attach(IInviteHandler handler, SessionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Handler = handler;
        Take(settings);
    }

    /// <summary>UAS, after <see cref="Attach"/>: sends a 100 to 199.</summary>
    /// <param name="status">The status.</param>
    /// <param name="sdp">SDP; empty for none. It is held back when the INVITE has no offer: ours then goes into the 2xx.</param>
    /// <param name="headers">More headers.</param>
    /// <param name="reliable">Whether to send it reliably if the peer supports that (RFC 3262), whatever the settings say.</param>
    public void Provisional(
        int status,
        ReadOnlyMemory<byte> sdp = default,
        ImmutableArray<ExtraHeader> headers = default,
        bool reliable = false
    )
    {
        if (_uas is null || State >= InviteState.Answered)
        {
            return;
        }
        _uas.Provisional(status, sdp, headers, reliable);
        Proceed(status == 100 ? InviteState.Proceeding : InviteState.Early);
    }

    /// <summary>UAS, after <see cref="Attach"/>: answers with 200. Waits for a PRACK that is due first.</summary>
    public void Accept(ReadOnlyMemory<byte> sdp, ImmutableArray<ExtraHeader> headers = default)
    {
        if (_uas is not null && State < InviteState.Answered)
        {
            _uas.Accept(sdp, headers);
        }
    }

    /// <summary>UAS: refuses with 300 to 699. The handler is not told anything more.</summary>
    public void Reject(int status, string? reason = null, ImmutableArray<ExtraHeader> headers = default)
    {
        if (_uas is not null && State < InviteState.Answered)
        {
            _uas.Reject(status, reason, headers);
            End();
        }
    }

    /// <summary>UAS, before any response: gives none at all. For those who shall not even learn that we are here.</summary>
    public void Drop()
    {
        if (_uas is not null && State == InviteState.Calling)
        {
            _uas.Drop();
            End();
        }
    }

    /// <summary>
    /// UAC: gives the call up. <see cref="IInviteHandler.OnFailed"/> with <see cref="SipFailureKind.Cancelled"/> follows when it is over: the
    /// CANCEL waits for a first provisional response, and an answer that crosses it is ended by BYE.
    /// </summary>
    /// <param name="reason">The Reason header's value (RFC 3326), or null for none.</param>
    /// <param name="byeReason">That of the BYE for an answer that crosses; null: the same.</param>
    public void Cancel(string? reason = null, string? byeReason = null)
    {
        if (State < InviteState.Answered)
        {
            _uac?.Cancel(reason, byeReason ?? reason);
        }
    }

    /// <summary>
    /// Ends the call in whatever state it is: BYE when it is answered (after the ACK, as RFC 3261 15 demands of the answering side),
    /// else CANCEL or 480. The handler is not told anything more, except <see cref="IInviteHandler.OnFailed"/> after a CANCEL.
    /// </summary>
    public void Bye(string? reason = null, ImmutableArray<ExtraHeader> headers = default)
    {
        if (State == InviteState.Ended)
        {
            return;
        }
        if (State < InviteState.Answered)
        {
            Reject(480, null, headers);
            Cancel(reason);
            return;
        }
        var all = headers.IsDefault ? [] : headers;
        if (reason is not null)
        {
            all = all.Add(new ExtraHeader("Reason", reason));
        }
        if (State == InviteState.Answered)
        {
            _byeAfterAck = all;
        }
        else
        {
            _keepers.Clear();
            SendBye(all);
        }
        End();
    }

    /// <summary>
    /// Sends a re-INVITE with an offer. Waits for another INVITE or ACK under way, and repeats after glare (491).
    /// <see cref="IInviteHandler.OnReinviteResult"/> tells the end.
    /// </summary>
    /// <param name="offer">
    /// Makes the SDP when it is sent, and anew after glare: by then the peer may have changed the session. Empty: there is nothing to be
    /// offered any more, and nothing is sent or told.
    /// </param>
    /// <param name="headers">More headers.</param>
    public void Reinvite(Func<ReadOnlyMemory<byte>> offer, ImmutableArray<ExtraHeader> headers = default)
    {
        if (State is InviteState.Answered or InviteState.Established)
        {
            _reinvites.Enqueue(new Reinvite(this, _dialog!, offer, headers, isRefresh: false));
            TryReinvite();
        }
    }

    /// <summary>Sends another request inside the dialog: INFO, NOTIFY, REFER …</summary>
    /// <param name="method">The method.</param>
    /// <param name="headers">More headers.</param>
    /// <param name="contentType">The media type of the body; empty for none.</param>
    /// <param name="body">The body.</param>
    /// <param name="done">Told the outcome, on the loop; also when the session ends before.</param>
    public void Request(
        SipMethod method,
        ImmutableArray<ExtraHeader> headers = default,
        string contentType = "",
        ReadOnlyMemory<byte> body = default,
        Action<RequestResult>? done = null
    )
    {
        if (_dialog is null || State == InviteState.Ended)
        {
            done?.Invoke(Failures.Result(SipFailureKind.Cancelled, "there is no dialog"));
            return;
        }
        _requestsUnderWay++;
        var request = new DialogRequest(
            this,
            _dialog,
            method,
            headers,
            contentType,
            body,
            result =>
            {
                RequestEnded();
                done?.Invoke(result);
                // A subscription (REFER, NOTIFY) has a life of its own; its 481 does not speak of the call (RFC 5057 5.1).
                if (method is not (SipMethod.Refer or SipMethod.Notify or SipMethod.Subscribe))
                {
                    EndIfGone(result);
                }
            }
        );
        request.Start();
    }

    /// <summary>Whether the peer's Allow names the method; before any Allow came, whether every peer must know it.</summary>
    public bool PeerAllows(SipMethod method)
    {
        if (_peerAllow is null)
        {
            return method is SipMethod.Invite or SipMethod.Ack or SipMethod.Cancel or SipMethod.Bye or SipMethod.Options;
        }
        var name = SipMethods.Text(method);
        foreach (var range in _peerAllow.AsSpan().Split(','))
        {
            if (_peerAllow.AsSpan(range).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>What a restart needs to go on. Only for an answered session.</summary>
    /// <exception cref="InvalidOperationException">There is no confirmed dialog.</exception>
    public DialogState Snapshot()
    {
        if (_dialog is null || State < InviteState.Answered)
        {
            throw new InvalidOperationException("Only an answered session has a state to keep.");
        }
        return _dialog.Snapshot(Settings!) with
        {
            RemoteAllow = _peerAllow is null
                ? []
                : [.. _peerAllow.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            LocalSdp = LocalSdp,
            RemoteSdp = RemoteSdp,
            SessionTimer = _sessionTimer.Agreed,
        };
    }
}
