using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Media.Codecs;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.Company;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Doctor;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lamps;
using Ponte.Pbx.Lines;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Plan;
using Ponte.Pbx.Routing;
using Ponte.Pbx.Voicemail;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Directories;
using Ponte.Server.Directories.Http;
using Ponte.Server.Doctor;
using Ponte.Server.Hosting;
using Ponte.Server.Live;
using Ponte.Server.Settings;
using Ponte.Sip.Agent;
using Ponte.Sip.Loop;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;

namespace Ponte.Server.Composition;

/// <summary>
/// SIP, media, calls and company, put together.
/// <para>
/// Start: media; loops; listeners (what comes in is held); calls of a former process are taken over; what was held comes in; lines are watched
/// and registered. Stop: no new calls; calls end, or are left to the next process; lines; listeners; loops; media.
/// </para>
/// </summary>
internal sealed partial class Telephony : ITelephony
{
    private readonly TelephonyContext _context;
    private readonly ILogger _log;
    private readonly CompanyInForce _company;
    private readonly LineBook _lines;
    private readonly PbxSettings _pbx;
    private readonly PhoneServices _phones;
    private readonly LampBoard _lamps = new();
    private readonly MessageBoard _messages = new();
    private readonly MissedCalls _missed;
    private readonly CallBackService _callBacks;
    private readonly CallDirector _director;
    private readonly FlowLookups _lookups;
    private readonly CompanyDirectory _directory;
    private readonly List<LoopThread> _loops = [];
    private IdleMemory? _memory;
    private MediaPart? _media;
    private SipTransport? _transport;
    private SipNode? _sip;
    private CallsNode? _calls;
    private LineSupervisor? _supervisor;
    private HubExaminer? _examiner;
    private long _readyAt;

    /// <summary>The lines' way to the newest document; each change waits for the one before.</summary>
    private Task _following = Task.CompletedTask;

    private Telephony(TelephonyContext context)
    {
        _context = context;
        _log = context.Loggers.CreateLogger<Telephony>();
        _company = new CompanyInForce(context.Feeds);
        _lines = new LineBook(context.Time);
        _pbx = new PbxSettings
        {
            Listeners = TransportSetup.LocalAddresses(Settings),
            MediaAddresses = [.. Settings.Media.Addresses.Select(a => (a.Name, a.Bind.AddressFamily))],
            MusicFolder = DataFolder.MusicIn(Settings.DataFolder),
            Secret = new Secrets(Settings.DataFolder, _log).Fetch,
        };
        _phones = new PhoneServices(
            Settings.Phones,
            context.Registrations,
            IsLine,
            context.Time,
            context.Loggers.CreateLogger<PhoneServices>()
        );
        _directory = new CompanyDirectory(
            _company,
            context.Books,
            d => DirectorySources.Connect(d, _pbx.Secret),
            new DirectoryOptions(),
            context.Time,
            context.Loggers.CreateLogger<CompanyDirectory>()
        );
        _waiting = new MessageLamps(_company, context.Voicemail, _messages);
        _missed = new MissedCalls(_lamps, number => _company.Snapshot?.UserOf(number)?.Id);
        _callBacks = new CallBackService(
            new CallBackServices
            {
                Store = context.CallBacks,
                Lamps = _lamps,
                IsFree = IsFree,
                Time = context.Time,
                Log = context.Loggers.CreateLogger<CallBackService>(),
            },
            new CallBackLimits()
        );
        _lookups = new FlowLookups(_pbx.Secret, context.Time, context.Loggers.CreateLogger<FlowLookups>());
        _director = new CallDirector(DirectorServices());
    }

    private ServerSettings Settings => _context.Settings;

    /// <summary>Makes it; nothing is opened yet.</summary>
    public static ITelephony Create(TelephonyContext context) => new Telephony(context);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _media = await MediaPart.StartAsync(Settings, _context.Loggers, _context.Time, cancellationToken).ConfigureAwait(false);
        _transport = new SipTransport(TransportOptions());
        _transport.HandshakeFailed += f => _log.HandshakeFailed(f.Remote.Address.ToString(), f.Listener, f.Refusal.ToString(), f.Detail);
        _transport.CertificatesChanged += OnCertificatesChanged;
        var held = new HeldTransport(_transport);
        held.Attach();
        held.FlowClosed += (flow, _) => _phones.FlowClosed(flow);
        var resolver = Resolver();
        _sip = new SipNode(held, resolver, StartLoops(), new SipEndpointOptions { UserAgent = $"Ponte/{ServerHost.Version}" })
        {
            Screen = _phones.Admit,
            Registered = _phones.Find,
        };
        _calls = new CallsNode(
            _sip,
            Services(_media),
            new CallsOptions { MaximumCalls = Settings.Limits.Calls, HasOpus = AudioCodecs.HasOpus }
        );
        _memory = new IdleMemory(() => _calls.CallCount, _context.Time, IdleMemory.Collect);
        if (_transport.Start() is { IsEmpty: false } problems)
        {
            throw new StartException([.. problems.Select(p => p.ToString())]);
        }
        _phones.Start(_context.Registrations.Found);
        await _calls.TakeOverAsync(cancellationToken).ConfigureAwait(false);
        held.Open();
        var tools = new MonitorTools(
            _sip.Endpoints[0],
            resolver,
            _context.Time,
            Random.Shared.NextDouble,
            _context.Loggers.CreateLogger<LineSupervisor>()
        );
        _examiner = new HubExaminer(_transport, tools, _pbx);
        _readyAt = _context.Time.GetTimestamp();
        _supervisor = new LineSupervisor(_lines, _pbx, tools);
        if (_company.Snapshot is { } snapshot)
        {
            await _supervisor.ApplyAsync(snapshot.Document).ConfigureAwait(false);
        }
        await _directory.ApplyAsync().ConfigureAwait(false);
        _callBacks.Start(CallBack);
    }

    /// <inheritdoc/>
    public Task ServeWebSocketAsync(WebSocket socket, IPEndPoint local, IPEndPoint remote, bool isSecure)
    {
        if (_transport is { } transport)
        {
            return transport.ServeWebSocketAsync(socket, local, remote, isSecure);
        }
        socket.Abort();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Apply(CompanyDocument document)
    {
        // The profiles first: a call by the new document may need one at once.
        foreach (var problem in _transport?.UseProfiles(TransportSetup.Profiles(Settings.Tls, document)) ?? [])
        {
            _log.TlsProfile(problem.ToString());
        }
        _phones.Apply(PhoneDirectory.Of(document, _pbx.Secret));
        _company.Apply(document);
        ShowMessages();
        if (_supervisor is not null)
        {
            _following = FollowAsync(_following, _supervisor, _directory, document);
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<Api.Contracts.LineStatus> Lines() =>
        _company.Snapshot is { } snapshot ? LineStatuses.Of(_lines, snapshot.Document, _phones) : [];

    /// <inheritdoc/>
    public ImmutableArray<PhoneStatus> Phones() => _company.Snapshot is { } snapshot ? PhoneStatuses.Of(_phones, snapshot.Document) : [];

    /// <inheritdoc/>
    public ImmutableArray<Pbx.Directories.DirectoryStatus> Directories() => _directory.Describe();

    /// <inheritdoc/>
    public async ValueTask<DirectoryEntry?> FindNameAsync(string number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(number);
        var read = _company.Snapshot is { } company && company.UserOf(number) is null ? ContactNumber.Read(number, company) : number;
        return read is null ? null : await _directory.FindAsync(read, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public MediaStatus Media() =>
        _media?.Status ?? new MediaStatus(Settings.Media.InProcess ? "in-process" : "process", HealthState.Down, "starting");

    /// <inheritdoc/>
    public async Task<Examination?> ExamineAsync(CancellationToken cancellationToken)
    {
        if (_company.Snapshot is not { } snapshot || _examiner is not { } examiner)
        {
            return null;
        }
        var teams = snapshot.Document.Lines.OfType<TeamsSettings>().ToList();
        var hubs = Task.WhenAll(teams.Select(l => examiner.ExamineAsync(l, cancellationToken)));
        var names = Task.WhenAll(
            teams.SelectMany(l => l.Tenants.Prepend(l.Fqdn).Select(n => examiner.ResolveAsync(l, n, cancellationToken)))
        );
        var media = Media();
        var facts = new Examination
        {
            Document = snapshot.Document,
            At = _context.Time.GetUtcNow(),
            OwnNames = [.. await names.ConfigureAwait(false)],
            Hubs = [.. (await hubs.ConfigureAwait(false)).SelectMany(h => h)],
            Lines = [.. _lines.Describe(snapshot.Document)],
            Uptime = _context.Time.GetElapsedTime(_readyAt),
            MediaFailure = media.State == HealthState.Up ? "" : media.Detail,
        };
        return facts.WithMachine(Settings);
    }

    /// <inheritdoc/>
    public PlanDecision? Explain(RouteQuery query) => _director.Explain(query);

    /// <inheritdoc/>
    public bool HangUp(CallId call) => _calls?.HangUp(call, "hung up by command") ?? false;

    /// <inheritdoc/>
    public bool Record(CallId call, RecordingWish wish) => _calls?.Record(call, wish) ?? false;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _callBacks.DisposeAsync().ConfigureAwait(false);
        if (_calls is not null)
        {
            try
            {
                await _calls.StopAsync(Settings.KeepCallsOnStop).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                _log.CallsLeft(_calls.Calls.Count);
            }
        }
        await _following.ConfigureAwait(false);
        if (_supervisor is not null)
        {
            await _supervisor.DisposeAsync().ConfigureAwait(false);
            _supervisor = null;
        }
        if (_media is not null)
        {
            await _media.StopAsync(Settings.KeepCallsOnStop).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _memory?.Dispose();
        _calls?.Dispose();
        _sip?.Dispose();
        _phones.Dispose();
        if (_transport is not null)
        {
            await _transport.DisposeAsync().ConfigureAwait(false);
        }
        foreach (var loop in _loops)
        {
            await loop.DisposeAsync().ConfigureAwait(false);
        }
        await _directory.DisposeAsync().ConfigureAwait(false);
        _lookups.Dispose();
        if (_media is not null)
        {
            await _media.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task FollowAsync(Task before, LineSupervisor supervisor, CompanyDirectory directory, CompanyDocument document)
    {
        await before.ConfigureAwait(false);
        await directory.ApplyAsync().ConfigureAwait(false);
        await supervisor.ApplyAsync(document).ConfigureAwait(false);
    }

    private SipTransportOptions TransportOptions() =>
        new()
        {
            Listeners = TransportSetup.Listeners(Settings),
            Profiles = TransportSetup.Profiles(Settings.Tls, _company.Snapshot?.Document),
            TlsRequirement = (remote, listener) => TransportSetup.RequirementOf(remote, listener, Settings, _company.Snapshot?.Document),
            Connections = new ConnectionLimits
            {
                MaxInbound = Settings.Limits.Connections,
                MaxInboundPerAddress = Settings.Limits.ConnectionsPerAddress,
            },
            Trace = _context.Trace,
            Time = _context.Time,
            OnFault = e => _log.Fault(e),
        };

    private CallsServices Services(MediaPart media) =>
        new()
        {
            Director = _director,
            OutOfDialog = _phones.Registrar(
                new LampSubscriptions(_company, _phones, _lamps, _messages, new OptionsResponder(_company, _lines, _pbx))
            ),
            Media = media.Control,
            Journal = _context.Journal,
            Recordings = _context.Recordings,
            Events = new EventFan(_lamps, _missed, _context.Events),
            Ids = new CallIds(_context.Time, bytes => RandomNumberGenerator.Fill(bytes)),
            Time = _context.Time,
            Logger = _context.Loggers.CreateLogger<CallsNode>(),
        };

    private SipResolver Resolver() =>
        new(
            new DnsClientSource(_context.Time),
            new HostsFile(HostsFile.SystemPath, _context.Time),
            new SipResolverOptions { UseIPv6 = Settings.Listeners.Any(l => l.Address.AddressFamily == AddressFamily.InterNetworkV6) },
            _context.Time,
            Random.Shared.Next
        );

    /// <summary>Whether calls of a line come from an address: no guess at passwords, and no flood, shuts a line out.</summary>
    private bool IsLine(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _company.Snapshot?.Document.Lines.Any(l =>
                l.Addresses.Any(range => range.Contains(plain)) || _lines[l.Name].ResolvedAddresses.Contains(plain)
            ) == true;
    }

    private List<EventLoop> StartLoops()
    {
        var count = Settings.Limits.Loops == 0 ? Environment.ProcessorCount : Settings.Limits.Loops;
        for (var i = 0; i < count; i++)
        {
            _loops.Add(new LoopThread(i, _context.Time, e => _log.Fault(e)));
        }
        return [.. _loops.Select(l => l.Loop)];
    }

    private void OnCertificatesChanged(string profile, ImmutableArray<CertificateProblem> problems)
    {
        foreach (var problem in problems)
        {
            _log.TlsProfile(problem.ToString());
        }
        if (!problems.Any(p => p.IsError))
        {
            _log.CertificateRenewed(profile);
        }
    }
}
