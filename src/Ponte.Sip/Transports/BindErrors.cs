using System.Net.Sockets;

namespace Ponte.Sip.Transports;

/// <summary>Says in words why an address cannot be listened on.</summary>
internal static class BindErrors
{
    public static TransportProblem Explain(ListenerOptions listener, SocketException error)
    {
        var setting = $"listener \"{listener.Name}\"";
        var where = $"{listener.Protocol.ViaName()} {listener.Address}";
        return error.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => new TransportProblem(
                setting,
                $"{where} is in use by another program",
                "End that program (ss -lpn shows it) or choose another port"
            ),
            SocketError.AddressNotAvailable => new TransportProblem(
                setting,
                $"{where} is not an address of this machine",
                "Use one that `ip address` shows, or 0.0.0.0 or [::] with an advertised host"
            ),
            SocketError.AccessDenied => new TransportProblem(
                setting,
                $"{where} may not be bound by user {Environment.UserName}",
                "Choose a port above 1023 or give the program the right (CAP_NET_BIND_SERVICE)"
            ),
            SocketError.AddressFamilyNotSupported => new TransportProblem(
                setting,
                $"{where}: this machine does not speak that family of addresses",
                "Use an address of the other family"
            ),
            _ => new TransportProblem(setting, $"{where} cannot be bound: {error.Message}", "Choose another address or port"),
        };
    }
}
