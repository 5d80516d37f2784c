using System.Net;
using Ponte.Simulator.Carrier;
using Ponte.Simulator.Media;
using Ponte.Simulator.Phones;
using Ponte.Sip.Transports;

namespace Ponte.Interop.Tests.Support;

/// <summary>
/// A company on the real server that speaks IPv6 and IPv4: an exchange of each, the one of IPv6 by TCP (600 to 699), the other by UDP (700 to 799);
/// 201 and 202 have a phone by IPv6, 203 by IPv4, the one of 204 is the test's.
/// </summary>
public sealed class Ipv6Company : IAsyncLifetime
{
    internal PonteServer Server { get; private set; } = null!;

    internal CarrierSide Six { get; private set; } = null!;

    internal CarrierSide Four { get; private set; } = null!;

    /// <summary>The phones by their extensions.</summary>
    internal Dictionary<string, PhoneSide> Phones { get; } = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Server = await PonteServer.StartAsync(0, Begin, ipv6: true);
        var four = new IPEndPoint(IPAddress.Parse(Server.Net.Host(20)), 5060);
        await AddAsync("201", SixthPlace(), Server.Ipv6Address);
        await AddAsync("202", SixthPlace(), Server.Ipv6Address);
        await AddAsync("203", four, IPEndPoint.Parse(Server.SipAddress));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var phone in Phones.Values)
        {
            await phone.DisposeAsync();
        }
        await Six.DisposeAsync();
        await Four.DisposeAsync();
        await Server.DisposeAsync();
        Phones.Values.SelectMany(p => p.Violations).Concat(Six.Violations).Concat(Four.Violations).Should().BeEmpty();
        Phones.Values.SelectMany(p => p.Faults).Concat(Six.Faults).Concat(Four.Faults).Should().BeEmpty();
    }

    private async Task AddAsync(string extension, IPEndPoint listen, IPEndPoint ponte)
    {
        var options = new PhoneOptions
        {
            Listen = listen,
            Ponte = ponte,
            User = $"{extension}-desk",
            Password = Company.Password,
            Media = Media(listen.Address),
        };
        Phones[extension] = PhoneSide.Start(options, TimeProvider.System);
        (await Phones[extension].RegisterAsync()).Should().Be(200);
    }

    private static IPEndPoint SixthPlace() => new(IPAddress.IPv6Loopback, Loopback.FreePort());

    private static MediaPorts Media(IPAddress address) => new(address, 12_000, 12_999);

    private static CarrierSide Exchange(IPEndPoint listen, IPEndPoint ponte, TransportProtocol transport) =>
        CarrierSide.Start(
            new CarrierOptions
            {
                Listen = listen,
                Ponte = ponte,
                Transport = transport,
                Media = Media(listen.Address),
            },
            TimeProvider.System
        );

    private string Begin(PonteServer server)
    {
        var four = new IPEndPoint(IPAddress.Parse(server.Net.Carrier), 5070);
        Six = Exchange(SixthPlace(), server.Ipv6Address, TransportProtocol.Tcp);
        Four = Exchange(four, IPEndPoint.Parse(server.SipAddress), TransportProtocol.Udp);
        var users = new[] { "201", "202", "203", "204" }.Select(extension =>
            $"  u{extension}: {{ name: User {extension}, extension: \"{extension}\", devices: {{ desk: {{ password: {Company.Password} }} }} }}"
        );
        return $$"""
            company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
            lines:
              six: { kind: pbx, peers: ["sip:{{Six.Listen}};transport=tcp"], range: "600-699", options: 10s }
              four: { kind: pbx, peers: ["sip:{{Four.Listen}};transport=udp"], range: "700-799", options: 10s }
            users:
            {{string.Join('\n', users)}}
            """;
    }
}
