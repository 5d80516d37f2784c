using Ponte.Media.Sockets;

namespace Ponte.Bench.Media;

/// <summary>One relay with its load and what was measured of it so far.</summary>
internal sealed class Measurement : IDisposable
{
    private readonly RelayUnderTest _relay;
    private readonly MediaSocket[] _sockets;
    private readonly LoadGenerator _load;
    private readonly int _calls;
    private readonly List<double> _costs = [];
    private TimeSpan _time;
    private TimeSpan _cpu;
    private TimeSpan _kernel;
    private TimeSpan _all;
    private long _sent;
    private long _received;
    private long _resident;

    private Measurement(RelayUnderTest relay, MediaSocket[] sockets, LoadGenerator load, int calls)
    {
        _relay = relay;
        _sockets = sockets;
        _load = load;
        _calls = calls;
    }

    public string Name => _relay.Name;

    /// <summary>Mean of the slices without the highest and lowest quarter: on a machine with other work, single slices are off.</summary>
    public double MicrosecondsPerPacket => _costs.Order().Skip(_costs.Count / 4).Take(_costs.Count - (2 * (_costs.Count / 4))).Average();

    public double KernelPart => _kernel / _all;

    public TimeSpan MedianDelay => _load.Delays.Percentile(0.5);

    public TimeSpan HighDelay => _load.Delays.Percentile(0.99);

    public double LossFraction => 1 - ((double)_received / _sent);

    public double CoresUsed => _cpu / _time;

    public double KilobytesPerCall => _resident / 1024.0 / _calls;

    public long Broken => _load.Broken;

    /// <summary>Starts a relay and its generator, which does not send yet.</summary>
    public static async Task<Measurement> StartAsync(RelayUnderTest relay, int number, int calls, bool srtp, SocketSystem system)
    {
        var sockets = LoadGenerator.Bind(system, number);
        var legs = await relay.StartAsync(number, calls, srtp, i => LoadGenerator.SocketOf(sockets, i).Local);
        var load = new LoadGenerator(legs, sockets, system);
        load.Start();
        return new Measurement(relay, sockets, load, calls);
    }

    /// <summary>Sends for a while without measuring.</summary>
    public async Task WarmUpAsync(TimeSpan time)
    {
        _load.IsActive = true;
        await Task.Delay(time);
        _load.IsActive = false;
        await Task.Delay(TimeSpan.FromMilliseconds(100));
        _load.Delays.Clear();
    }

    /// <summary>Sends for a slice of time and adds what it cost.</summary>
    public async Task MeasureAsync(TimeSpan slice)
    {
        var (cost, sent, received) = (ProcessCost.Of(_relay.ProcessId), _load.Sent, _load.Received);
        _load.IsActive = true;
        await Task.Delay(slice);
        _load.IsActive = false;
        await Task.Delay(TimeSpan.FromMilliseconds(100));
        var after = ProcessCost.Of(_relay.ProcessId);
        _cpu += after.Cpu - cost.Cpu;
        _kernel += after.KernelByTicks - cost.KernelByTicks;
        _all += after.AllByTicks - cost.AllByTicks;
        _sent += _load.Sent - sent;
        _received += _load.Received - received;
        _resident = after.ResidentBytes;
        _time += slice;
        _costs.Add((after.Cpu - cost.Cpu).TotalMicroseconds / (_load.Received - received));
    }

    public void Dispose()
    {
        _load.Stop();
        _load.Dispose();
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }
        _relay.Dispose();
    }
}
