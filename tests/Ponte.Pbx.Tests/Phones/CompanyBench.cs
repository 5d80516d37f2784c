using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Calls.Events;
using Ponte.Calls.Journal;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lamps;
using Ponte.Pbx.Lines;
using Ponte.Pbx.People;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Prompts;
using Ponte.Pbx.Routing;
using Ponte.Pbx.Tests.Calendars;
using Ponte.Pbx.Tests.CallBacks;
using Ponte.Pbx.Tests.Flows;
using Ponte.Pbx.Tests.People;
using Ponte.Pbx.Tests.Prompts;
using Ponte.Pbx.Tests.Routing;
using Ponte.Pbx.Tests.Voicemail;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;
using Ponte.TestKit;
using Ponte.TestKit.Media;

namespace Ponte.Pbx.Tests.Phones;

/// <summary>A company with phones and lines on a network in memory, at 192.0.2.1. Decided by the real director.</summary>
internal sealed class CompanyBench : ICallEventSink, ICallJournal, IDisposable
{
    public const string Text = """
        company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
        lines:
          carrier: { kind: carrier, peers: ["sip:198.51.100.7:5060;transport=udp"] }
          oldpbx: { kind: pbx, accept: { user: oldpbx, password: "trunk-secret" }, prefix: "7" }
        users:
          mrossi:
            name: Mario Rossi
            extension: "201"
            number: "+390212345601"
            devices:
              desk: { password: "secret-1x" }
              cordless: { password: "secret-2x", srtp: off }
          gbianchi:
            name: Gaia Bianchi
            extension: "202"
            devices: { desk: { password: "secret-3x", srtp: required } }
        """;

    private readonly CompanyInForce _company = new();
    private readonly PhoneTargets _targets;
    private readonly CallsNode _calls;
    private readonly CallDirector _director;

    public CompanyBench(string text = Text, PromptFiles? prompts = null)
    {
        var document = DocumentText.Read(text);
        document.Errors.Should().BeEmpty();
        _company.Apply(document.Document!);
        var settings = new PbxSettings
        {
            Listeners = [.. new[] { TransportProtocol.Udp, TransportProtocol.Tcp, TransportProtocol.Tls }.Select(Listener)],
        };
        var lines = new LineBook(World.Time);
        Phones = new PhoneServices(new PhoneSettings(), Store, _ => false, World.Time, NullLogger.Instance);
        Phones.Apply(PhoneDirectory.Of(document.Document!, s => s.Resolve(_ => null, _ => null)));
        Missed = new MissedCalls(Lamps, number => _company.Snapshot?.UserOf(number)?.Id);
        CallBacks = NewCallBacks();
        var director = new CallDirector(
            new DirectorServices
            {
                Company = _company,
                Lines = lines,
                Settings = settings,
                Phones = Phones,
                People = People,
                Lamps = Lamps,
                CallBacks = CallBacks,
                Missed = Missed,
                Switches = new SwitchBook(new MemorySwitchStore()),
                Prompts = prompts ?? TestPrompts.None,
                Lookups = Lookups,
                Voicemail = Voicemail,
                Mail = Mail,
                Directory = new TestDirectory(),
                Time = World.Time,
            }
        );
        _director = director;
        var profiles = new LegProfiles(settings);
        _targets = new PhoneTargets(Phones, profiles);

        Transport = World.Network.Add("ponte", "192.0.2.1", "pbx.example");
        var resolver = new SipResolver(
            new FakeDns(),
            new HostsFile("/nonexistent", World.Time),
            new SipResolverOptions(),
            World.Time,
            _ => 0
        );
        Node = new SipNode(Transport, resolver, [World.AddLoop()], new SipEndpointOptions())
        {
            Screen = Phones.Admit,
            Registered = Phones.Find,
        };
        Transport.FlowClosed += (flow, _) => Phones.FlowClosed(flow);
        byte seed = 0;
        _calls = new CallsNode(
            Node,
            new CallsServices
            {
                Director = director,
                OutOfDialog = Phones.Registrar(
                    new LampSubscriptions(_company, Phones, Lamps, new MessageBoard(), new OptionsResponder(_company, lines, settings))
                ),
                Media = Media,
                Journal = this,
                Events = this,
                Ids = new CallIds(World.Time, bytes => Array.Fill(bytes, ++seed)),
                Time = World.Time,
                Logger = NullLogger.Instance,
            },
            new CallsOptions()
        );
    }

    public VirtualWorld World { get; } = new();

    public FakeMedia Media { get; } = new();

    public MemoryStore Store { get; } = new();

    public MemoryTransport Transport { get; }

    public PhoneServices Phones { get; }

    public PersonBook People { get; } = new(new MemoryPersonStore());

    public LampBoard Lamps { get; } = new();

    public MemoryVoicemail Voicemail { get; } = new();

    public MemoryOutbox Mail { get; } = new();

    public TestLookups Lookups { get; } = new();

    public SipNode Node { get; }

    public MissedCalls Missed { get; }

    public MemoryCallBackStore Waiting { get; } = new();

    public CallBackService CallBacks { get; private set; }

    /// <summary>Calls are made for those who wait.</summary>
    public void StartCallBacks() =>
        CallBacks.Start(
            (request, over) =>
                _calls.Originate(
                    _director.Originate(request.Requester, request.Number, CallOrigin.CallBack)! with
                    {
                        FirstOver = end => over(end is null),
                    }
                )
        );

    /// <summary>A new process goes on with what the store has.</summary>
    public void RestartCallBacks()
    {
        CallBacks = NewCallBacks();
        StartCallBacks();
    }

    private CallBackService NewCallBacks() =>
        new(MemoryCallBackStore.Services(Waiting, Lamps, World.Time) with { IsFree = IsFree }, new CallBackLimits());

    private bool IsFree(string user) => Lamps.Of(user).IsEmpty && !People.Of(user).Over(_company.Snapshot!.UserById(user)!).DoNotDisturb;

    public List<CallEvent> Events { get; } = [];

    /// <summary>The places that ring for a user, by device.</summary>
    public IReadOnlyList<(string Device, IReadOnlyList<string> Peers)> Places(string user) =>
        [
            .. _targets
                .For(
                    _company.Snapshot!.Document.Users.Single(u => u.Id.Equals(user, StringComparison.Ordinal)),
                    new Caller(new Party("201", ""), ""),
                    _company.Snapshot
                )
                .Select(d => (d.Device.Login, (IReadOnlyList<string>)[.. d.Bindings.Select(b => b.Peer)])),
        ];

    /// <summary>A number is called for a user. Whether there is such a user.</summary>
    public bool Dial(string user, string number)
    {
        var origination = _director.Originate(user, number, CallOrigin.Dial);
        if (origination is not null)
        {
            _calls.Originate(origination);
            World.Run();
        }
        return origination is not null;
    }

    public int LiveCalls => _calls.Calls.Count;

    public SoftPhone Phone(string address, TransportProtocol protocol, string user, string password)
    {
        var phone = new SoftPhone(World, address, protocol, user, password);
        phone.Register();
        Phones.Book.Of(user, Phones.Moment.Now).Should().ContainSingle(b => b.Source.Address.Equals(IPAddress.Parse(address)));
        return phone;
    }

    /// <summary>What was sent to an address by us, requests of a method only.</summary>
    public IReadOnlyList<SipRequest> SentTo(string address, SipMethod method) =>
        [.. World.Network.Packets.Where(p => IsTo(p, address)).Select(p => p.Message).OfType<SipRequest>().Where(r => r.Method == method)];

    /// <summary>Whether we sent it to an address.</summary>
    public static bool IsTo(MemoryPacket packet, string address) =>
        packet.From.Equals("ponte", StringComparison.Ordinal) && packet.Flow.Remote.Address.Equals(IPAddress.Parse(address));

    public void Publish(CallEvent callEvent)
    {
        Lamps.Publish(callEvent);
        Missed.Publish(callEvent);
        Events.Add(callEvent);
    }

    public void Save(CallState state) { }

    public void Remove(CallId call) { }

    public IEnumerable<CallState> Load() => [];

    public void ExpectNothingLeft()
    {
        World.Advance(TimeSpan.FromSeconds(100));
        LiveCalls.Should().Be(0);
        Media.Streams.Should().BeEmpty();
        Node.Endpoints[0].SessionCount.Should().Be(0);
    }

    public void Dispose()
    {
        _calls.Dispose();
        Node.Dispose();
        Phones.Dispose();
        People.Dispose();
    }

    private static LocalAddress Listener(TransportProtocol protocol) => new(protocol, "pbx.example", protocol.DefaultPort());
}
