using System.Net;
using System.Net.WebSockets;
using System.Text;
using Ponte.Server.Tests.Support;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Server.Tests.Web;

/// <summary>SIP over WebSocket through the web server (RFC 7118).</summary>
public sealed class SipSocketTests : IAsyncLifetime
{
    private const string Options =
        "OPTIONS sip:ponte.example SIP/2.0\r\nVia: SIP/2.0/WS x.invalid;branch=z9hG4bK1\r\nFrom: <sip:a@x.invalid>;tag=1\r\n"
        + "To: <sip:ponte.example>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n\r\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ApiUnderTest _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_phone_speaks_sip()
    {
        await using var transport = new SipTransport(new SipTransportOptions());
        transport.Received += (message, flow) => transport.Send(flow, SipResponseBuilder.For((SipRequest)message, 200).Build());
        transport.Start().Should().BeEmpty();
        IPEndPoint? seen = null;
        _api.Server.Telephony.OnWebSocket = (socket, remote, isSecure) =>
        {
            seen = remote;
            return transport.ServeWebSocketAsync(socket, new IPEndPoint(IPAddress.Loopback, 80), remote, isSecure);
        };

        using var phone = await ConnectAsync("sip", _api.Address.GetLeftPart(UriPartial.Authority));
        phone.SubProtocol.Should().Be("sip");
        await phone.SendAsync(Encoding.ASCII.GetBytes(Options), WebSocketMessageType.Text, true, default);
        var buffer = new byte[4096];
        var result = await phone.ReceiveAsync(buffer, default).WaitAsync(Patience);

        Encoding.ASCII.GetString(buffer, 0, result.Count).Should().StartWith("SIP/2.0 200 ");
        seen!.Address.Should().Be(IPAddress.Loopback);
        await phone.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default).WaitAsync(Patience);
    }

    [Theory]
    [InlineData("chat", "")]
    [InlineData("sip", "https://elsewhere.example")]
    [InlineData("sip", "null")]
    public async Task Other_protocols_and_pages_of_other_sites_are_refused(string protocol, string origin)
    {
        var connect = () => ConnectAsync(protocol, origin);
        await connect.Should().ThrowAsync<WebSocketException>();
    }

    [Fact]
    public async Task What_is_no_websocket_is_told_so()
    {
        using var reply = await _api.Http.GetAsync(new Uri(_api.Address, "/ws"));
        reply.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await reply.Content.ReadAsStringAsync()).Should().Contain("subprotocol sip");
    }

    private async Task<ClientWebSocket> ConnectAsync(string protocol, string origin)
    {
        var phone = new ClientWebSocket();
        phone.Options.AddSubProtocol(protocol);
        if (origin.Length > 0)
        {
            phone.Options.SetRequestHeader("Origin", origin);
        }
        await phone.ConnectAsync(new UriBuilder(_api.Address) { Scheme = "ws", Path = "/ws" }.Uri, default).WaitAsync(Patience);
        return phone;
    }
}
