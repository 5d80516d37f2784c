using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Ponte.Sip.Agent;
using Ponte.Sip.Authentication;
using Ponte.Sip.Messages;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Pbx.Tests.Phones;

/// <summary>A whole telephone, or another far end, on the network in memory.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as its network.")]
internal sealed class SoftPhone : ISipUser, IInviteHandler
{
    private readonly VirtualWorld _world;
    private readonly TransportProtocol _protocol;
    private readonly SipNode _node;

    public SoftPhone(VirtualWorld world, string address, TransportProtocol protocol, string user, string password = "")
    {
        _world = world;
        _protocol = protocol;
        User = user;
        Password = password;
        Address = address;
        Transport = world.Network.Add($"{user}@{address}", address);
        var dns = new FakeDns().Address("pbx.example", "192.0.2.1");
        var resolver = new SipResolver(dns, new HostsFile("/nonexistent", world.Time), new SipResolverOptions(), world.Time, _ => 0);
        _node = new SipNode(Transport, resolver, [world.AddLoop()], new SipEndpointOptions());
        _node.Endpoints[0].User = this;
    }

    public string User { get; }

    public string Password { get; set; }

    public string Address { get; }

    public MemoryTransport Transport { get; }

    /// <summary>Whether SRTP is offered and answered.</summary>
    public bool IsSecure { get; set; }

    /// <summary>The call that rings or is up here.</summary>
    public InviteSession? Session { get; private set; }

    /// <summary>What happened, in order.</summary>
    public List<string> Log { get; } = [];

    private SipEndpoint Endpoint => _node.Endpoints[0];

    private string Contact => $"sip:{User}@{Address}:{Port};transport={_protocol.UriName()};x=%41";

    private string Port => _protocol.DefaultPort().ToString(CultureInfo.InvariantCulture);

    private DestinationHop Server => new("pbx.example", _protocol.DefaultPort(), _protocol);

    /// <summary>Registers and stays registered.</summary>
    public void Register(params string[] headers)
    {
        var client = new RegistrationClient(
            Endpoint,
            new RegistrationSettings
            {
                Registrar = Destination.To(Server),
                RequestUri = "sip:pbx.example",
                AddressOfRecord = $"<sip:{User}@pbx.example>",
                ContactUri = Contact,
                Credentials = new Credentials(User, Password),
                Expires = TimeSpan.FromMinutes(10),
                Headers = [.. headers.Select(h => new ExtraHeader(h.Split(':', 2)[0], h.Split(':', 2)[1].Trim()))],
            },
            () => 0
        );
        Endpoint.Loop.Post(client.Start);
        _world.Run();
    }

    /// <summary>Calls a number.</summary>
    public SoftPhone Call(string number, string? from = null, params string[] headers)
    {
        var invite = new OutgoingInvite
        {
            Destination = Destination.To(Server),
            RequestUri = _ => $"sip:{number}@pbx.example",
            From = from ?? $"\"Liar\" <sip:{User}@pbx.example>",
            To = $"<sip:{number}@pbx.example>",
            Settings = Settings(),
            Sdp = Sdp(),
            Credentials = Password.Length > 0 ? new Credentials(User, Password) : null,
            Headers = [.. headers.Select(h => new ExtraHeader(h.Split(':', 2)[0], h.Split(':', 2)[1].Trim()))],
        };
        Endpoint.Loop.Post(() => Session = Endpoint.Invite(invite, this));
        _world.Run();
        return this;
    }

    public void Ring() => Do(s => s.Provisional(180));

    public void Answer() => Do(s => s.Accept(Sdp()));

    public void Reject(int status) => Do(s => s.Reject(status));

    /// <summary>Gives up before an answer.</summary>
    public void Cancel() => Do(s => s.Cancel());

    public void HangUp() => Do(s => s.Bye());

    public void OnInvite(InviteSession session)
    {
        if (Session is { State: not InviteState.Ended })
        {
            session.Reject(486);
            return;
        }
        Session = session;
        session.Attach(this, Settings());
        Log.Add($"INVITE {session.InitialRequest!.RequestUriText}");
    }

    public void OnRequest(IncomingRequest request) => request.Respond(200);

    public void OnProvisional(InviteSession session, SipResponse response, string toTag) => Log.Add($"{response.StatusCode}");

    public void OnAnswered(InviteSession session, SipResponse response) => Log.Add("answered");

    public void OnFailed(InviteSession session, SipFailure failure) => Log.Add($"failed {failure.Status}");

    public void OnCancelled(InviteSession session, string? reason) => Log.Add($"cancelled {reason}".Trim());

    public void OnAcknowledged(InviteSession session, SipRequest ack) => Log.Add("ack");

    public void OnOffer(InviteSession session, IncomingOffer offer) => offer.Accept(Sdp());

    public void OnReinviteResult(InviteSession session, RequestResult result) => Log.Add($"re-INVITE {result.Response?.StatusCode}");

    public void OnRequest(InviteSession session, IncomingRequest request) => request.Respond(200);

    public void OnEnded(InviteSession session, SessionEndReason reason, SipRequest? bye) => Log.Add("ended");

    private void Do(Action<InviteSession> act)
    {
        Endpoint.Loop.Post(() => act(Session!));
        _world.Run();
    }

    private SessionSettings Settings() => new() { Contact = $"<{Contact}>", SessionTimer = null };

    private ReadOnlyMemory<byte> Sdp()
    {
        var crypto = IsSecure ? "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5\r\n" : "";
        return Encoding.ASCII.GetBytes(
            $"v=0\r\no=- 1 1 IN IP4 {Address}\r\ns=-\r\nc=IN IP4 {Address}\r\nt=0 0\r\nm=audio 20000 RTP/{(IsSecure ? "SAVP" : "AVP")} 8\r\n"
                + $"a=rtpmap:8 PCMA/8000\r\n{crypto}a=sendrecv\r\n"
        );
    }
}
