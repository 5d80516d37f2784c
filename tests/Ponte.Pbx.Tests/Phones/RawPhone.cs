using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Pbx.Tests.Phones;

/// <summary>A phone that says what the test wants, with a digest of its own.</summary>
internal sealed class RawPhone
{
    private readonly VirtualWorld _world;
    private readonly MemoryTransport _transport;
    private readonly IPEndPoint _server;
    private readonly TransportProtocol _protocol;
    private readonly string _callId;
    private SipFlow? _flow;
    private uint _cseq;
    private int _branch;

    public RawPhone(VirtualWorld world, string address, TransportProtocol protocol, string user, string password)
    {
        _world = world;
        _protocol = protocol;
        User = user;
        Password = password;
        Address = address;
        _callId = $"{user}-{address}-{protocol}";
        _transport = world.Network.Add($"{user}@{address}", address);
        _transport.Received += (message, flow) => Inbox.Add((message, flow));
        _server = new IPEndPoint(IPAddress.Parse("192.0.2.1"), protocol.DefaultPort());
    }

    public string User { get; set; }

    public string Password { get; set; }

    public string Address { get; }

    public string UserAgent { get; set; } = "Raw/1.0";

    /// <summary>The algorithm that it answers; the first of a challenge where it is empty.</summary>
    public string Algorithm { get; set; } = "";

    /// <summary>What came and was not taken yet.</summary>
    public List<(SipMessage Message, SipFlow Flow)> Inbox { get; } = [];

    public string Contact => $"<sip:{User}@{Address}:5060;transport={_protocol.UriName()};line=a%62>";

    public SipFlow Flow => _flow!;

    /// <summary>Sends a request and gives its final response; null where none comes within a minute.</summary>
    public SipResponse? Ask(string method, string uri, string to, params string[] headers)
    {
        Inbox.Clear();
        Post(method, uri, to, headers);
        try
        {
            _world.RunUntil(() => Final() is not null, TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException)
        {
            return null;
        }
        return Final();
    }

    /// <summary>Sends a request without waiting for anything.</summary>
    public void Post(string method, string uri, string to, params string[] headers)
    {
        var text = string.Join(
            "\r\n",
            [
                $"{method} {uri} SIP/2.0",
                $"Via: SIP/2.0/{_protocol.ViaName()} {Address}:5060;branch=z9hG4bK{Address}{_protocol}{++_branch};rport",
                "Max-Forwards: 70",
                $"From: <sip:{User}@pbx.example>;tag=1",
                $"To: <{to}>",
                $"Call-ID: {_callId}",
                $"CSeq: {(++_cseq).ToString(CultureInfo.InvariantCulture)} {method}",
                $"User-Agent: {UserAgent}",
                .. headers,
                "Content-Length: 0",
                "",
                "",
            ]
        );
        SipParser.TryParse(Encoding.UTF8.GetBytes(text), new SipLimits(), out var message, out var error).Should().BeTrue(error.Reason);
        _transport.Send(Connect(), message!);
    }

    /// <summary>Takes the next request of that method that came.</summary>
    public SipRequest Take(string method)
    {
        _world.RunUntil(() => Request(method) is not null, TimeSpan.FromSeconds(5));
        var request = Request(method)!;
        Inbox.RemoveAll(i => ReferenceEquals(i.Message, request));
        return request;
    }

    /// <summary>Answers a request.</summary>
    public void Respond(SipRequest request, int status)
    {
        _transport.Send(Connect(), SipResponseBuilder.For(request, status).Build());
        _world.Run();
    }

    /// <summary>Registers, answering a challenge.</summary>
    public SipResponse? Register(params string[] headers)
    {
        const string uri = "sip:pbx.example";
        var to = $"sip:{User}@pbx.example";
        string[] contact = headers.Length > 0 ? headers : [$"Contact: {Contact};expires=600"];
        var first = Ask("REGISTER", uri, to, contact);
        return first is { StatusCode: 401 } ? Ask("REGISTER", uri, to, [.. contact, Authorization(first, "REGISTER", uri)]) : first;
    }

    /// <summary>The answer to a 401 or 407, computed here (RFC 7616 section 3.4.1).</summary>
    public string Authorization(SipResponse challenge, string method, string uri, int count = 1)
    {
        var isProxy = challenge.StatusCode == 407;
        var value = challenge
            .Headers.All(isProxy ? HeaderName.ProxyAuthenticate : HeaderName.WwwAuthenticate)
            .First(v => v.Contains($"algorithm={Algorithm}", StringComparison.Ordinal));
        var algorithm = Part(value, "algorithm=", ",");
        var realm = Part(value, "realm=\"", "\"");
        var nonce = Part(value, "nonce=\"", "\"");
        var nc = count.ToString("x8", CultureInfo.InvariantCulture);
        var a1 = Hash(algorithm, $"{User}:{realm}:{Password}");
        var response = Hash(algorithm, $"{a1}:{nonce}:{nc}:c1:auth:{Hash(algorithm, $"{method}:{uri}")}");
        return $"{(isProxy ? "Proxy-Authorization" : "Authorization")}: Digest username=\"{User}\", realm=\"{realm}\", nonce=\"{nonce}\", "
            + $"uri=\"{uri}\", response=\"{response}\", algorithm={algorithm}, cnonce=\"c1\", nc={nc}, qop=auth";
    }

    /// <summary>Its connection breaks.</summary>
    public void Disconnect()
    {
        _transport.Close(Flow, "unplugged");
        _flow = null;
        _world.Run();
    }

    private SipResponse? Final() => Inbox.Select(i => i.Message).OfType<SipResponse>().FirstOrDefault(r => r.StatusCode >= 200);

    private SipRequest? Request(string method) =>
        Inbox.Select(i => i.Message).OfType<SipRequest>().FirstOrDefault(r => r.MethodName.Equals(method, StringComparison.Ordinal));

    private SipFlow Connect()
    {
        if (_flow is { IsOpen: true })
        {
            return _flow;
        }
        var attempt = _transport.ConnectAsync(new SipTarget(_protocol, _server, "", "default"), CancellationToken.None).AsTask();
        return _flow = _world.Complete(attempt, TimeSpan.FromSeconds(10)).Flow!;
    }

    private static string Part(string text, string begin, string end)
    {
        var start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return text[start..text.IndexOf(end, start, StringComparison.Ordinal)];
    }

    private static string Hash(string algorithm, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Convert.ToHexStringLower(algorithm.Equals("MD5", StringComparison.Ordinal) ? MD5.HashData(bytes) : SHA256.HashData(bytes));
    }
}
