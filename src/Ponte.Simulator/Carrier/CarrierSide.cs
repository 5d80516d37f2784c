using System.Collections.Concurrent;
using System.Net;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Media;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Carrier;

/// <summary>
/// A simulated carrier: a trunk by address, by UDP and TCP, and a registrar for lines that register. Its numbers are telephones that tests
/// and scripts play. Members are for any thread.
/// </summary>
public sealed partial class CarrierSide : IAsyncDisposable
{
    private readonly CarrierOptions _options;
    private readonly SimulatorLoop _loop;
    private readonly MediaClock _clock;
    private readonly MessageLog _log;
    private readonly SipAgent _agent;
    private readonly CarrierWires _wires;
    private readonly CarrierRegistrar _registrar;
    private readonly CallTable _calls = new();
    private readonly ConcurrentDictionary<string, CarrierNumber> _numbers = new(StringComparer.Ordinal);
    private readonly Complaints _violations = new();

    private CarrierSide(CarrierOptions options, TimeProvider time)
    {
        _options = options;
        _loop = new SimulatorLoop(time);
        _clock = new MediaClock(time);
        _log = new MessageLog(time);
        _agent = new SipAgent(_loop.Loop, HeaderStyle.Canonical, this, _log);
        _wires = new CarrierWires(options.Listen, _loop.Loop, _agent);
        _registrar = new CarrierRegistrar(options, Domain, _loop.Loop);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Listen => _wires.Local;

    /// <summary>What Ponte did that it must not do, in words.</summary>
    public IReadOnlyList<string> Violations => _violations.All;

    /// <summary>The last messages, oldest first.</summary>
    public IReadOnlyList<LoggedMessage> Messages => _log.ToList();

    /// <summary>Defects of the simulator itself.</summary>
    public IReadOnlyList<Exception> Faults => _loop.Faults;

    /// <summary>Answers OPTIONS with this status; 0 does not answer anything at all, as a dead carrier.</summary>
    public int Health { get; set; } = 200;

    private string Domain => _options.Domain.Length > 0 ? _options.Domain : SipUriBuilder.HostText(Listen.Address.ToString());

    /// <summary>Raised on the simulator's loop when a call enters another phase.</summary>
    public event Action<SimulatedCall>? CallChanged;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The address cannot be bound.</exception>
    public static CarrierSide Start(CarrierOptions options, TimeProvider time) => new(options, time);

    /// <summary>A telephone behind the carrier; it exists from the first time that it is asked for.</summary>
    public CarrierNumber Number(string number) => _numbers.GetOrAdd(number, n => new CarrierNumber(this, n));

    /// <summary>The calls that are going on.</summary>
    public Task<IReadOnlyList<SimulatedCall>> CallsAsync() => _loop.CallAsync<IReadOnlyList<SimulatedCall>>(() => [.. _calls.Running]);

    /// <summary>Whether an account is registered now.</summary>
    public Task<bool> IsRegisteredAsync(string user) => _loop.CallAsync(() => _registrar.IsRegistered(user));

    /// <summary>Forgets where an account is registered.</summary>
    public Task ForgetAsync(string user) =>
        _loop.CallAsync(() =>
        {
            _registrar.Forget(user);
            return true;
        });

    /// <summary>Calls into Ponte.</summary>
    public SimulatedCall Dial(CarrierDial dial)
    {
        ArgumentNullException.ThrowIfNull(dial);
        var call = new SimulatedCall(this, CallDirection.ToPonte, dial.From, dial.To) { CallerName = dial.Name };
        call.Media.Play(dial.Frequency);
        _loop.Loop.Post(() => _ = BeginAsync(call, dial));
        return call;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _loop.CallAsync(() =>
        {
            _violations.Close();
            foreach (var call in _calls.Running.ToList())
            {
                call.Media.Dispose();
            }
            _wires.CloseAll();
            return true;
        });
        await _wires.DisposeAsync();
        await _loop.DisposeAsync();
        await _clock.DisposeAsync();
    }

    private async Task BeginAsync(SimulatedCall call, CarrierDial dial)
    {
        _calls.Add(call);
        var binding = _registrar.Find(dial.To);
        var remote = binding?.Source ?? _options.Ponte;
        if (remote is null || await _wires.OpenAsync(_options.Transport, remote) is not { } wire)
        {
            call.OnNoAnswer(503, remote is null ? "nobody is registered for the number" : $"no connection to {remote}");
            return;
        }
        var tag = Tokens.Tag();
        var dialog = new Dialog
        {
            CallId = Tokens.CallId(),
            LocalTag = tag,
            LocalAddress = $"{FromOf(dial)};tag={tag}",
            RemoteAddress = $"<sip:{dial.To}@{remote}>",
            RemoteTarget = binding?.Contact ?? $"sip:{dial.To}@{remote}",
            LocalTarget = TargetOf(dial.From, wire.Protocol),
        };
        _dials[call] = dial;
        call.SendInvite(dialog, wire);
    }

    private string FromOf(CarrierDial dial) =>
        dial.Anonymous ? "\"Anonymous\" <sip:anonymous@anonymous.invalid>" : NameAddress.Format(dial.Name, $"sip:{dial.From}@{Domain}");

    private string TargetOf(string user, TransportProtocol protocol) =>
        protocol == TransportProtocol.Udp ? $"sip:{user}@{Listen}" : $"sip:{user}@{Listen};transport={protocol.UriName()}";
}
