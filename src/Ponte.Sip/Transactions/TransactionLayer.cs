using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Transactions;

/// <summary>The transactions of one loop: finds the one that a message belongs to, and makes new ones.</summary>
internal sealed class TransactionLayer(EventLoop loop, ISipTransport transport, SipTimers timers)
{
    private readonly Dictionary<ulong, ClientTransaction> _clients = [];
    private readonly Dictionary<ServerKey, ServerTransaction> _servers = [];
    private readonly Dictionary<MergeKey, ServerTransaction> _initial = [];

    public EventLoop Loop => loop;

    public ISipTransport Transport => transport;

    public SipTimers Timers => timers;

    /// <summary>Client transactions that exist.</summary>
    public int ClientCount => _clients.Count;

    /// <summary>Server transactions that exist.</summary>
    public int ServerCount => _servers.Count;

    /// <summary>Sends a request in a transaction of its own.</summary>
    /// <param name="branch">The number in the branch of the request's Via; for a CANCEL that of its INVITE.</param>
    /// <param name="request">The request.</param>
    /// <param name="flow">The flow.</param>
    /// <param name="user">Who is told.</param>
    public ClientTransaction Send(ulong branch, SipRequest request, SipFlow flow, IClientTransactionUser user)
    {
        var transaction = new ClientTransaction(this, KeyOf(branch, request.Method), request, flow, user);
        _clients.Add(transaction.Key, transaction);
        flow.MarkCarrier();
        transaction.Start();
        if (!flow.IsOpen)
        {
            // It closed before we looked at it; the event may have come before the transaction was there.
            loop.Post(() => transaction.TransportFailed(flow.CloseReason ?? ""));
        }
        return transaction;
    }

    /// <summary>Gives a response to its transaction. False: there is none, and it is dropped (RFC 6026 7.2, 8.5).</summary>
    public bool Receive(SipResponse response)
    {
        // Only the top Via is ours to read; a response with more than one took a wrong way (RFC 3261 8.1.3.3).
        if (
            !LoopTokens.TryReadBranch(response.TopVia?.Branch ?? "", out var branch)
            || !_clients.TryGetValue(KeyOf(branch, response.CSeq.Method), out var transaction)
            || transaction.Request.CSeq.Number != response.CSeq.Number
            || transaction.Request.Method != response.CSeq.Method
        )
        {
            return false;
        }
        transaction.Receive(response);
        return true;
    }

    /// <summary>The transaction that a request repeats, or that an ACK belongs to; null when there is none.</summary>
    public ServerTransaction? Find(SipRequest request) =>
        _servers.GetValueOrDefault(ServerKey.Of(request, request.Method == SipMethod.Ack ? SipMethod.Invite : request.Method));

    /// <summary>The INVITE transaction that a CANCEL aims at; null when there is none.</summary>
    public ServerTransaction? FindCancelled(SipRequest cancel) => _servers.GetValueOrDefault(ServerKey.Of(cancel, SipMethod.Invite));

    /// <summary>Whether the same request is here already by another path (RFC 3261 8.2.2.2). For requests without To tag.</summary>
    public bool IsMerged(SipRequest request) => _initial.ContainsKey(MergeKey.Of(request));

    /// <summary>Makes the transaction of a new request.</summary>
    public ServerTransaction Accept(SipRequest request, SipFlow flow)
    {
        var transaction = new ServerTransaction(this, ServerKey.Of(request, request.Method), request, flow);
        _servers[transaction.Key] = transaction;
        if (request.ToTag.Length == 0)
        {
            _initial.TryAdd(MergeKey.Of(request), transaction);
        }
        return transaction;
    }

    /// <summary>
    /// A connection that we sent on closed. What was sent on it and not answered has failed; after a provisional response the peer may
    /// still send the final one on a new connection (RFC 3261 18.2.2), so those wait on. Not so on a connection that a phone opened: with it
    /// the only way to the phone is lost.
    /// </summary>
    public void FlowClosed(SipFlow flow, string reason)
    {
        List<ClientTransaction>? failed = null;
        foreach (var transaction in _clients.Values)
        {
            if (ReferenceEquals(transaction.Flow, flow) && (transaction.IsUnanswered || (flow.IsInbound && transaction.IsProceeding)))
            {
                (failed ??= []).Add(transaction);
            }
        }
        foreach (var transaction in failed ?? [])
        {
            transaction.TransportFailed(reason);
        }
    }

    internal bool Forget(ClientTransaction transaction) => _clients.Remove(transaction.Key);

    internal void Forget(ServerTransaction transaction)
    {
        _servers.Remove(transaction.Key);
        if (transaction.Request.ToTag.Length == 0)
        {
            var key = MergeKey.Of(transaction.Request);
            if (_initial.TryGetValue(key, out var first) && ReferenceEquals(first, transaction))
            {
                _initial.Remove(key);
            }
        }
    }

    private static ulong KeyOf(ulong branch, SipMethod method) => method == SipMethod.Cancel ? branch | 1 : branch & ~1UL;
}
