using System.Net;
using System.Net.Sockets;
using Ponte.Simulator.Signalling;

namespace Ponte.Simulator.Microsoft;

/// <summary>
/// The connections that Microsoft opens to SBCs: from several addresses in turn, so that no two requests of a dialog need come the same way.
/// For the loop.
/// </summary>
internal sealed class OwnConnections(MicrosoftOptions options, IReadOnlyList<Hub> hubs, MicrosoftTls tls)
{
    private readonly Dictionary<(IPAddress Source, string Fqdn, int Port), StreamWire> _wires = [];
    private readonly List<Socket> _opening = [];
    private int _turn;
    private bool _isStopped;

    public IEnumerable<Wire> All => _wires.Values;

    /// <summary>Gives up what is being opened: nobody would close it when the loop has ended.</summary>
    public void Stop()
    {
        _isStopped = true;
        _opening.ForEach(s => s.Dispose());
    }

    /// <summary>A connection to an SBC by its name; on failure says why.</summary>
    /// <param name="fqdn">The name.</param>
    /// <param name="port">The port.</param>
    /// <param name="notFrom">An address that it shall not come from, if there is another.</param>
    public async Task<(Wire? Wire, string Problem)> OpenAsync(string fqdn, int port, IPAddress? notFrom = null)
    {
        var hub = hubs[_turn++ % hubs.Count];
        if (SourceOf(hub).Equals(notFrom))
        {
            hub = hubs[_turn++ % hubs.Count];
        }
        var source = SourceOf(hub);
        if (_wires.TryGetValue((source, fqdn, port), out var open) && open.IsOpen)
        {
            return (open, "");
        }
        if (await AddressOfAsync(fqdn) is not { } address)
        {
            return (null, $"{fqdn} has no address (569015)");
        }
        if (_isStopped)
        {
            return (null, "the simulator stops");
        }
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _opening.Add(socket);
        try
        {
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(new IPEndPoint(address, port));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            _opening.Remove(socket);
            socket.Dispose();
            return (null, $"{fqdn}:{port} refused the connection: {e.Message} (569002)");
        }
        var (wire, problem) = await tls.ConnectAsync(socket, fqdn, hub.Name);
        _opening.Remove(socket);
        if (wire is null)
        {
            return (null, problem);
        }
        wire.Start();
        _wires[(source, fqdn, port)] = wire;
        return (wire, "");
    }

    private static IPAddress SourceOf(Hub hub) => hub.Options.Source ?? hub.Listen.Address;

    private async Task<IPAddress?> AddressOfAsync(string fqdn)
    {
        if (options.Names.TryGetValue(fqdn, out var known))
        {
            return known;
        }
        try
        {
            return (await Dns.GetHostAddressesAsync(fqdn, AddressFamily.InterNetwork)).FirstOrDefault();
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
