using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Transports;

public sealed class ListenerChoiceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<IPAddress> _asked = [];
    private IPAddress? _source = IPAddress.Parse("192.0.2.2");

    [Fact]
    public void System_is_asked_once_for_the_calls_of_some_seconds_to_a_peer()
    {
        var choice = Choice();

        Find(choice, "198.51.100.1").Should().Be("second");
        Find(choice, "198.51.100.1").Should().Be("second");
        Find(choice, "198.51.100.9").Should().Be("second");
        _asked.Select(a => a.ToString()).Should().Equal("198.51.100.1", "198.51.100.9");

        _source = IPAddress.Parse("192.0.2.1");
        Find(choice, "198.51.100.1").Should().Be("second");
        _time.Advance(TimeSpan.FromSeconds(11));
        Find(choice, "198.51.100.1").Should().Be("first", "the route has changed meanwhile");
    }

    [Fact]
    public void System_without_a_route_is_asked_again()
    {
        var choice = Choice();
        _source = null;
        Find(choice, "198.51.100.1").Should().Be("first");

        _source = IPAddress.Parse("192.0.2.2");
        Find(choice, "198.51.100.1").Should().Be("second");
    }

    private static BoundListener Listener(string name, string address)
    {
        var at = IPEndPoint.Parse(address);
        return new BoundListener(
            new ListenerOptions
            {
                Name = name,
                Protocol = TransportProtocol.Udp,
                Address = at,
            },
            at
        );
    }

    private static string? Find(ListenerChoice choice, string peer) =>
        choice.Find(TransportProtocol.Udp, new IPEndPoint(IPAddress.Parse(peer), 5060), SipTarget.DefaultProfile)?.Options.Name;

    private ListenerChoice Choice() =>
        new(
            [Listener("first", "192.0.2.1:5060"), Listener("second", "192.0.2.2:5060")],
            _time,
            peer =>
            {
                _asked.Add(peer.Address);
                return _source;
            }
        );
}
