using System.Net;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Media;
using Ponte.Simulator.Signalling;

namespace Ponte.Simulator.Phones;

/// <summary>
/// A simulated SIP phone, such as a cordless base: registers with Ponte by UDP with digest, rings, answers, calls, and shows missed calls.
/// Members are for any thread.
/// </summary>
public sealed partial class PhoneSide : IAsyncDisposable
{
    internal const string UserAgent = "Simulated phone";

    private readonly PhoneOptions _options;
    private readonly SimulatorLoop _loop;
    private readonly MediaClock _clock;
    private readonly MessageLog _log;
    private readonly SipAgent _agent;
    private readonly UdpPort _udp;
    private readonly PhoneRegistration _registration;
    private readonly CallTable _calls = new();
    private readonly CallInbox _inbox = new();
    private readonly Complaints _violations = new();
    private readonly Dictionary<SimulatedCall, PhoneDigest> _dials = [];

    private PhoneSide(PhoneOptions options, TimeProvider time)
    {
        _options = options;
        _loop = new SimulatorLoop(time);
        _clock = new MediaClock(time);
        _log = new MessageLog(time);
        _agent = new SipAgent(_loop.Loop, HeaderStyle.Canonical, this, _log);
        _udp = new UdpPort(UdpPort.Bind(options.Listen), _loop.Loop, _agent);
        _registration = new PhoneRegistration(options, _agent, WireToPonte, () => ContactUri);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Listen => _udp.Local;

    /// <summary>What it does with calls by itself.</summary>
    public PartyBehaviour Behaviour { get; set; } = PartyBehaviour.Manual;

    /// <summary>The calls that it shows as missed: given up before the answer, and not because they were answered elsewhere.</summary>
    public IReadOnlyList<SimulatedCall> Missed => [.. _calls.Recent.Where(c => c is { Phase: CallPhase.Ended, WasMissed: true })];

    /// <summary>The calls that are going on and those that ended lately, oldest first.</summary>
    public IReadOnlyList<SimulatedCall> RecentCalls => _calls.Recent;

    /// <summary>What Ponte did that it must not do, in words.</summary>
    public IReadOnlyList<string> Violations => _violations.All;

    /// <summary>The last messages, oldest first.</summary>
    public IReadOnlyList<LoggedMessage> Messages => _log.ToList();

    /// <summary>Defects of the simulator itself.</summary>
    public IReadOnlyList<Exception> Faults => _loop.Faults;

    /// <summary>Raised on the simulator's loop when a call enters another phase.</summary>
    public event Action<SimulatedCall>? CallChanged;

    private string ContactUri => $"sip:{_options.User}@{_options.Contact ?? Listen}";

    /// <summary>Takes its port. It does not register by itself.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The address cannot be bound.</exception>
    public static PhoneSide Start(PhoneOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new PhoneSide(options, time);
    }

    /// <summary>Registers, and keeps registered.</summary>
    /// <returns>The status: 200, or why not; 408 without an answer.</returns>
    public Task<int> RegisterAsync() => RegisterAsync((int)_options.Expires.TotalSeconds);

    /// <summary>Ends the registration.</summary>
    /// <returns>The status.</returns>
    public Task<int> UnregisterAsync() => RegisterAsync(0);

    /// <summary>Whether it is registered now.</summary>
    public Task<bool> IsRegisteredAsync() => _loop.CallAsync(() => _registration.IsRegistered);

    /// <summary>Waits for the next call that comes.</summary>
    public ValueTask<SimulatedCall> RingsAsync(CancellationToken cancellationToken = default) => _inbox.NextAsync(cancellationToken);

    /// <summary>Calls.</summary>
    /// <param name="to">What is dialled.</param>
    /// <param name="frequency">The tone played once there is media; 0 for silence.</param>
    public SimulatedCall Dial(string to, int frequency = 0)
    {
        var call = new SimulatedCall(this, CallDirection.ToPonte, _options.User, to);
        call.Media.Play(frequency);
        _loop.Loop.Post(() => Begin(call));
        return call;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _loop.CallAsync(() =>
        {
            _violations.Close();
            _registration.Stop();
            foreach (var call in _calls.Running.ToList())
            {
                call.Media.Dispose();
            }
            return true;
        });
        await _udp.DisposeAsync();
        await _loop.DisposeAsync();
        await _clock.DisposeAsync();
    }

    private Task<int> RegisterAsync(int seconds)
    {
        var result = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Loop.Post(() => _registration.Send(seconds, status => result.TrySetResult(status)));
        return result.Task;
    }

    private void Begin(SimulatedCall call)
    {
        _calls.Add(call);
        _dials[call] = new PhoneDigest(_options.User, _options.Password);
        var tag = Tokens.Tag();
        var dialog = new Dialog
        {
            CallId = Tokens.CallId(),
            LocalTag = tag,
            LocalAddress = $"<sip:{_options.User}@{_options.Ponte}>;tag={tag}",
            RemoteAddress = $"<sip:{Uri.EscapeDataString(call.Called)}@{_options.Ponte}>",
            RemoteTarget = $"sip:{Uri.EscapeDataString(call.Called)}@{_options.Ponte}",
            LocalTarget = ContactUri,
        };
        call.SendInvite(dialog, WireToPonte());
    }

    private Wire WireToPonte() => _udp.To(_options.Ponte);
}
