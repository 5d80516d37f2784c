using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Agent;

/// <summary>One INVITE on its way to one address. It outlives its turn: what comes late still reaches the call.</summary>
internal sealed class InviteAttempt(UacInvite owner, TargetFlow place) : IClientTransactionUser
{
    private bool _cancelling;

    public TargetFlow Place => place;

    /// <summary>The transaction; set before anything can come back.</summary>
    public ClientTransaction Transaction { get; private set; } = null!;

    public SipRequest Request => Transaction.Request;

    /// <summary>Sends the INVITE.</summary>
    public void Start(SipEndpoint endpoint, ulong branch, SipRequest request) =>
        Transaction = endpoint.Transactions.Send(branch, request, place.Flow, this);

    /// <summary>
    /// Sends a CANCEL once, if a provisional response was there (RFC 3261 9.1). When no final response follows in 64·T1 the
    /// transaction is given up.
    /// </summary>
    public void Cancel(SipEndpoint endpoint, string? reason)
    {
        if (_cancelling || !Transaction.IsProceeding)
        {
            return;
        }
        _cancelling = true;
        endpoint.Loop.Schedule(endpoint.Options.Timers.TimeOut, GiveUp);
        endpoint.Loop.Watch(SendCancelAsync(endpoint, reason));
    }

    /// <inheritdoc/>
    public void OnResponse(ClientTransaction transaction, SipResponse response)
    {
        if (transaction.Request.Method == SipMethod.Invite)
        {
            owner.OnResponse(this, response);
        }
        // A response to the CANCEL tells nothing that the INVITE's own will not.
    }

    /// <inheritdoc/>
    public void OnNoResponse(ClientTransaction transaction, bool timedOut, string detail)
    {
        if (transaction.Request.Method == SipMethod.Invite)
        {
            owner.OnNoResponse(this, timedOut, detail);
        }
    }

    /// <inheritdoc/>
    public void OnTerminated(ClientTransaction transaction)
    {
        if (transaction.Request.Method == SipMethod.Invite)
        {
            owner.OnTerminated(this);
        }
    }

    private async Task SendCancelAsync(SipEndpoint endpoint, string? reason)
    {
        // "… to the same address, port, and transport"; a connection that has closed meanwhile is opened again.
        var flow = place.Flow;
        if (!flow.IsOpen)
        {
            if (place.Hop.Flow is not null)
            {
                return; // only the peer can open another
            }
            var result = await endpoint.Transport.ConnectAsync(place.Target, CancellationToken.None);
            if (!result.IsSuccess)
            {
                return;
            }
            flow = result.Flow;
        }
        if (Transaction.IsProceeding)
        {
            endpoint.Transactions.Send(Transaction.Key, InviteCompanions.Cancel(Request, reason), flow, this);
        }
    }

    private void GiveUp()
    {
        if (Transaction.IsProceeding)
        {
            Transaction.Abandon();
        }
    }
}
