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
    private int _turn;

    public IEnumerable<Wire> All => _wires.Values;

    /// <summary>A connection to an SBC by its name; on failure says why.</summary>
    public async Task<(Wire? Wire, string Problem)> OpenAsync(string fqdn, int port)
    {
        var hub = hubs[_turn++ % hubs.Count];
        var source = hub.Options.Source ?? hub.Listen.Address;
        if (_wires.TryGetValue((source, fqdn, port), out var open) && open.IsOpen)
        {
            return (open, "");
        }
        if (await AddressOfAsync(fqdn) is not { } address)
        {
            return (null, $"{fqdn} has no address (569015)");
        }
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(new IPEndPoint(address, port));
        }
        catch (SocketException e)
        {
            socket.Dispose();
            return (null, $"{fqdn}:{port} refused the connection: {e.Message} (569002)");
        }
        var (wire, problem) = await tls.ConnectAsync(socket, fqdn, hub.Name);
        if (wire is null)
        {
            return (null, problem);
        }
        wire.Start();
        _wires[(source, fqdn, port)] = wire;
        return (wire, "");
    }

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
