using Ponte.Sip.Loop;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Signalling;

/// <summary>
/// The transactions of a simulated peer. Deliberately apart from the product's own stack: it shares the parser with it and nothing else, so
/// that a fault there is not made twice.
/// </summary>
internal sealed class SipAgent(EventLoop loop, HeaderStyle names, ISipAgentUser user, MessageLog log) : IWireUser
{
    public static readonly TimeSpan T1 = TimeSpan.FromMilliseconds(500);
    public static readonly TimeSpan T2 = TimeSpan.FromSeconds(4);
    public static readonly TimeSpan TransactionTimeout = TimeSpan.FromSeconds(32);

    private readonly Dictionary<(string Branch, SipMethod Method), ClientExchange> _clients = [];
    private readonly Dictionary<(string Branch, string SentBy, string Method), ServerExchange> _servers = [];

    public EventLoop Loop => loop;

    public HeaderStyle Names => names;

    /// <summary>Sends a request and tells of its responses.</summary>
    public ClientExchange Send(
        SipRequest request,
        Wire wire,
        Action<ClientExchange, SipResponse, Wire> onResponse,
        Action<ClientExchange, string> onFailure
    )
    {
        var exchange = new ClientExchange(this, request, wire, onResponse, onFailure);
        _clients[(request.TopVia?.Branch ?? "", request.Method)] = exchange;
        exchange.Start();
        return exchange;
    }

    /// <summary>Sends a message that no transaction watches: an ACK, a repetition.</summary>
    public void SendAside(SipMessage message, Wire wire)
    {
        wire.LastUsed = loop.Now;
        log.Add(sent: true, wire, message);
        wire.Send(message);
    }

    public void OnMessage(Wire wire, SipMessage message)
    {
        log.Add(sent: false, wire, message);
        wire.LastUsed = loop.Now;
        if (message is SipResponse response)
        {
            OnResponse(response, wire);
        }
        else
        {
            OnRequest((SipRequest)message, wire);
        }
    }

    public void OnMalformed(Wire wire, string reason) => user.OnMalformed(wire, reason);

    public void OnKeepAlive(Wire wire) => user.OnKeepAlive(wire);

    public void OnClosed(Wire wire, string reason)
    {
        foreach (var exchange in _clients.Values.Where(c => c.Wire == wire).ToList())
        {
            exchange.WireClosed(reason);
        }
        user.OnClosed(wire, reason);
    }

    internal void Forget(ClientExchange exchange)
    {
        // It stays for repeated answers for as long as the server may send them.
        var key = (exchange.Request.TopVia?.Branch ?? "", exchange.Request.Method);
        loop.Schedule(TransactionTimeout, () => _clients.Remove(key));
    }

    internal void FinishLater(ServerExchange exchange) =>
        loop.Schedule(TransactionTimeout + T2, () => _servers.Remove(KeyOf(exchange.Request, exchange.Request.MethodName)));

    private static (string, string, string) KeyOf(SipRequest request, string method) =>
        (request.TopVia?.Branch ?? "", $"{request.TopVia?.SentByHost}:{request.TopVia?.SentByPort}", method);

    private void OnResponse(SipResponse response, Wire wire)
    {
        var branch = response.TopVia?.Branch ?? "";
        if (!_clients.TryGetValue((branch, response.CSeq.Method), out var exchange) || exchange.Request.CSeq.Number != response.CSeq.Number)
        {
            user.OnStrayResponse(response, wire);
            return;
        }
        if (exchange.Wire != wire && wire.IsReliable)
        {
            user.OnCrossedResponse(exchange, response, wire);
        }
        if (exchange.LastStatus is >= 200 and < 300)
        {
            user.OnStrayResponse(response, wire);
            return;
        }
        exchange.Receive(response, wire);
    }

    private void OnRequest(SipRequest request, Wire wire)
    {
        if (request.Method == SipMethod.Ack)
        {
            if (_servers.TryGetValue(KeyOf(request, "INVITE"), out var refused) && refused.LastStatus >= 300)
            {
                refused.Acknowledge();
                return;
            }
            user.OnRequest(new ServerExchange(this, request, wire));
            return;
        }
        var key = KeyOf(request, request.MethodName);
        if (_servers.TryGetValue(key, out var known))
        {
            known.Repeat();
            return;
        }
        var exchange = new ServerExchange(this, request, wire);
        _servers[key] = exchange;
        if (request.Method == SipMethod.Cancel && _servers.TryGetValue(KeyOf(request, "INVITE"), out var invite))
        {
            user.OnCancel(exchange, invite);
            return;
        }
        user.OnRequest(exchange);
    }
}
