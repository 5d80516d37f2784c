using System.Net;

namespace Ponte.Bench.Sip.Load;

/// <summary>Who is where. Addresses of their own, so that nothing else on the machine is disturbed.</summary>
internal static class Place
{
    public static readonly IPEndPoint Ponte = At(1, 5060);
    public static readonly IPEndPoint PonteTls = At(1, 5061);
    public static readonly IPEndPoint Carrier = At(2, 5060);
    public static readonly IPEndPoint Exchange = At(3, 5060);

    /// <summary>The simulated Microsoft hub: where its name leads by every machine's hosts file.</summary>
    public static readonly IPEndPoint Hub = new(IPAddress.Loopback, 45061);
    public static readonly IPEndPoint Kamailio = At(5, 5060);
    public static readonly IPEndPoint KamailioTls = At(5, 5061);

    public const string HubName = "localhost";

    /// <summary>Our name as the hub knows it.</summary>
    public const string SbcName = "sbc.bench.example";

    /// <summary>A number of the exchange.</summary>
    public const string ExchangeNumber = "+390255500100";

    /// <summary>A number of a Teams user.</summary>
    public const string TeamsNumber = "+390277700100";

    /// <summary>A number of a user of Teams and of a device.</summary>
    public const string TwinNumber = "+390277700200";

    /// <summary>That user's device.</summary>
    public static readonly IPEndPoint Device = At(4, 5060);

    private static IPEndPoint At(byte last, int port) => new(new IPAddress([127, 0, 9, last]), port);
}
