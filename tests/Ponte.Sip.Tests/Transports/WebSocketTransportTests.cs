using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Transports;

/// <summary>RFC 7118: one SIP message for each WebSocket message, only over the connection that the peer opened, within the limits.</summary>
public sealed class WebSocketTransportTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(false, TransportProtocol.Ws, "WS")]
    [InlineData(true, TransportProtocol.Wss, "WSS")]
    public async Task Requests_and_answers_go_over_the_flow(bool isSecure, TransportProtocol protocol, string via)
    {
        await using var rig = TransportRig.Start(new SipTransportOptions());
        using var browser = await Browser.Open(rig, isSecure: isSecure);
        await browser.Send(TransportRig.Request(padding: 3).Bytes, WebSocketMessageType.Text);

        var (message, flow) = await rig.NextMessage();
        flow.Protocol.Should().Be(protocol);
        flow.Protocol.ViaName().Should().Be(via);
        flow.Protocol.UriName().Should().Be("ws");
        flow.Remote.Should().Be(new IPEndPoint(IPAddress.Parse("192.0.2.7"), 40_000));
        (flow.SentByHost, flow.SentByPort, flow.IsInbound).Should().Be(("127.0.0.1", 8443, true));

        rig.Transport.Send(flow, TransportRig.Answer(message));
        rig.Transport.Send(flow, TransportRig.Request(callId: "ours"));
        var (answer, type) = await browser.Receive();
        type.Should().Be(WebSocketMessageType.Text);
        answer.Should().StartWith("SIP/2.0 200");
        (await browser.Receive()).Text.Should().Contain("Call-ID: ours");
    }

    [Fact]
    public async Task A_message_in_many_frames_and_a_binary_one_are_messages()
    {
        await using var rig = TransportRig.Start(new SipTransportOptions());
        using var browser = await Browser.Open(rig);
        var bytes = TransportRig.Request(padding: 9_000, callId: "pieces").Bytes;
        for (var at = 0; at < bytes.Length; at += 37)
        {
            var length = Math.Min(37, bytes.Length - at);
            await browser.Socket.SendAsync(bytes.Slice(at, length), WebSocketMessageType.Text, at + length == bytes.Length, default);
        }
        await browser.Send(TransportRig.Request(callId: "binary").Bytes, WebSocketMessageType.Binary);

        (await rig.NextMessage()).Message.Bytes.Length.Should().Be(bytes.Length);
        (await rig.NextMessage()).Message.CallId.Should().Be("binary");
    }

    [Fact]
    public async Task A_ping_of_line_ends_is_answered()
    {
        await using var rig = TransportRig.Start(new SipTransportOptions());
        using var browser = await Browser.Open(rig);
        await browser.Send("\r\n"u8.ToArray(), WebSocketMessageType.Text);
        await browser.Send("\r\n\r\n"u8.ToArray(), WebSocketMessageType.Text);
        (await browser.Receive()).Text.Should().Be("\r\n");
        rig.HasMessage.Should().BeFalse();
    }

    [Fact]
    public async Task What_is_no_text_goes_out_as_binary()
    {
        await using var rig = TransportRig.Start(new SipTransportOptions());
        using var browser = await Browser.Open(rig);
        await browser.Send(TransportRig.Request().Bytes, WebSocketMessageType.Text);
        var (_, flow) = await rig.NextMessage();
        var bytes = TransportRig.Request(padding: 2, callId: "raw").Bytes.ToArray();
        bytes[^1] = 0xff;
        SipParser.TryParse(bytes, SipLimits.Default, out var raw, out _).Should().BeTrue();
        rig.Transport.Send(flow, raw!);
        (await browser.Receive()).Type.Should().Be(WebSocketMessageType.Binary);
    }

    [Fact]
    public async Task What_is_too_large_ends_the_connection()
    {
        await using var rig = TransportRig.Start(new SipTransportOptions());
        using var browser = await Browser.Open(rig);
        await browser.TrySend(new byte[SipLimits.Default.MaxMessageBytes + 1]);
        (await rig.NextMalformed()).Error.SipStatus.Should().Be(513);
        (await rig.NextClosed()).Reason.Should().Contain("too large");
        (await browser.CloseStatus()).Should().Be(WebSocketCloseStatus.ProtocolError);
    }

    [Fact]
    public async Task What_is_no_sip_ends_the_connection()
    {
        await using var rig = TransportRig.Start(new SipTransportOptions());
        using var browser = await Browser.Open(rig);
        await browser.Send("{\"hello\":1}"u8.ToArray(), WebSocketMessageType.Text);
        (await rig.NextMalformed()).Bytes.Should().StartWith("{"u8.ToArray());
        (await rig.NextClosed()).Reason.Should().Contain("no SIP");
    }

    [Fact]
    public async Task The_end_of_the_browser_is_the_end_of_the_flow()
    {
        await using var rig = TransportRig.Start(new SipTransportOptions());
        using var browser = await Browser.Open(rig);
        await browser.Send(TransportRig.Request().Bytes, WebSocketMessageType.Text);
        var (_, flow) = await rig.NextMessage();
        await browser.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default).WaitAsync(Patience);
        (await rig.NextClosed()).Flow.Should().BeSameAs(flow);
        flow.IsOpen.Should().BeFalse();
        await browser.Served.WaitAsync(Patience);
    }

    [Fact]
    public async Task Nobody_connects_to_a_browser()
    {
        await using var rig = TransportRig.Start(new SipTransportOptions());
        var target = new SipTarget(TransportProtocol.Wss, new IPEndPoint(IPAddress.Loopback, 9), "", "default");
        (await rig.Connect(target)).FailureKind.Should().Be(FlowFailureKind.NotConfigured);
    }

    [Fact]
    public async Task Limits_count_by_the_browsers_address()
    {
        await using var rig = TransportRig.Start(
            new SipTransportOptions { Connections = new ConnectionLimits { MaxWebSocketsPerAddress = 1 } }
        );
        using var first = await Browser.Open(rig);
        using var second = await Browser.Open(rig);
        using var other = await Browser.Open(rig, "::ffff:192.0.2.8");
        await second.Served.WaitAsync(Patience);
        second.Server.State.Should().Be(WebSocketState.Aborted);
        await other.Send(TransportRig.Request().Bytes, WebSocketMessageType.Text);
        (await rig.NextMessage()).Flow.Remote.Address.Should().Be(IPAddress.Parse("192.0.2.8"));
        rig.Figure("ponte.sip.connections.refused", "per_address").Should().Be(1);
    }

    [Fact]
    public async Task Noise_harms_nobody()
    {
        await using var rig = TransportRig.Start(new SipTransportOptions());
        using var good = await Browser.Open(rig, "192.0.2.9");
        var random = new Random(71);
        for (var i = 0; i < 100; i++)
        {
            using var hostile = await Browser.Open(rig);
            var noise = new byte[random.Next(1, 3000)];
            random.NextBytes(noise);
            // Half of them begin like a frame of a client: final or not, text, binary, continuation, close, ping; masked.
            if (i % 2 == 0)
            {
                noise[0] = (byte)((noise[0] & 0x80) | (i % 11));
                noise[^1] = 0;
                noise = [noise[0], (byte)(0x80 | Math.Min(noise.Length, 100)), .. noise[1..]];
            }
            await hostile.SendRaw(noise);
            hostile.EndInput();
            await hostile.Served.WaitAsync(Patience);
        }
        await good.Send(TransportRig.Request(callId: "still here").Bytes, WebSocketMessageType.Text);
        (await rig.NextMessage()).Message.CallId.Should().Be("still here");
    }

    /// <summary>A client of a WebSocket on loopback whose other end the transport serves.</summary>
    private sealed class Browser : IDisposable
    {
        private readonly Socket _raw;
        private readonly Socket _accepted;

        private Browser(Socket raw, Socket accepted, TransportRig rig, string address, bool isSecure)
        {
            _raw = raw;
            _accepted = accepted;
            Socket = WebSocket.CreateFromStream(new NetworkStream(raw), new WebSocketCreationOptions { SubProtocol = "sip" });
            Server = WebSocket.CreateFromStream(
                new NetworkStream(accepted),
                new WebSocketCreationOptions { IsServer = true, SubProtocol = "sip" }
            );
            Served = rig.Transport.ServeWebSocketAsync(
                Server,
                new IPEndPoint(IPAddress.Loopback, 8443),
                new IPEndPoint(IPAddress.Parse(address), 40_000),
                isSecure
            );
        }

        public WebSocket Socket { get; }

        public WebSocket Server { get; }

        public Task Served { get; }

        public static async Task<Browser> Open(TransportRig rig, string address = "192.0.2.7", bool isSecure = false)
        {
            using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            var raw = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await raw.ConnectAsync(listener.LocalEndPoint!);
            return new Browser(raw, await listener.AcceptAsync(), rig, address, isSecure);
        }

        public Task Send(ReadOnlyMemory<byte> message, WebSocketMessageType type) =>
            Socket.SendAsync(message, type, true, default).AsTask().WaitAsync(Patience);

        /// <summary>Sends what the other end may refuse before it is all there.</summary>
        public async Task TrySend(byte[] message)
        {
            try
            {
                await Send(message, WebSocketMessageType.Binary);
            }
            catch (WebSocketException) { }
        }

        public async Task SendRaw(byte[] bytes)
        {
            try
            {
                await _raw.SendAsync(bytes);
            }
            catch (SocketException) { }
        }

        public void EndInput()
        {
            try
            {
                _raw.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException) { }
        }

        public async Task<(string Text, WebSocketMessageType Type)> Receive()
        {
            var buffer = new byte[65_536];
            var length = 0;
            while (true)
            {
                var result = await Socket.ReceiveAsync(buffer.AsMemory(length), default).AsTask().WaitAsync(Patience);
                length += result.Count;
                if (result.EndOfMessage)
                {
                    return (Encoding.UTF8.GetString(buffer, 0, length), result.MessageType);
                }
            }
        }

        public async Task<WebSocketCloseStatus?> CloseStatus()
        {
            while (Socket.CloseStatus is null)
            {
                await Receive();
            }
            return Socket.CloseStatus;
        }

        public void Dispose()
        {
            Socket.Dispose();
            Server.Dispose();
            _raw.Dispose();
            _accepted.Dispose();
        }
    }
}
