using System.Diagnostics;
using System.Runtime.InteropServices;
using Ponte.Bench.Sip.Wire;

namespace Ponte.Bench.Sip.Load;

/// <summary>Calls at a steady rate through a server: the calling side, and the called side where that is on UDP too. One thread, which never waits for a call.</summary>
internal sealed partial class CallLoad : IDisposable
{
    private const int LongestWaitMilliseconds = 5;
    private const int LongestDrain = 64;

    private readonly LoadPlan _plan;
    private readonly UdpPort _callerPort;
    private readonly UdpPort? _calleePort;
    private readonly Caller _caller;
    private readonly Callee? _callee;
    private readonly Thread _thread;
    private readonly byte[] _in = new byte[16384];
    private volatile int _releaseRate;
    private volatile bool _stopping;

    public CallLoad(LoadPlan plan)
    {
        _plan = plan;
        _callerPort = new UdpPort(Place.Carrier, plan.Server);
        var texts = new CallerTexts(NextRun(), plan.Server, plan.Number);
        _caller = new Caller(_callerPort, plan, texts, Counters);
        if (plan.AnswersHere)
        {
            _calleePort = new UdpPort(Place.Exchange, plan.Server);
            _callee = new Callee(_calleePort, plan.AnswerDelay, Counters);
        }
        _thread = new Thread(Run) { IsBackground = true, Name = "load" };
    }

    public LoadCounters Counters { get; } = new();

    /// <summary>CPU that the load's thread has taken; after it has ended.</summary>
    public TimeSpan OwnCost { get; private set; }

    /// <summary>From the first to the last INVITE; after it has ended.</summary>
    public TimeSpan Placing { get; private set; }

    public void Start() => _thread.Start();

    /// <summary>Waits until every call has ended.</summary>
    public void Join() => _thread.Join();

    /// <summary>Ends calls that are held without end, at a rate.</summary>
    public void Release(int rate) => _releaseRate = rate;

    public void Dispose()
    {
        _stopping = true;
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
        _callerPort.Dispose();
        _calleePort?.Dispose();
    }

    /// <summary>A number that no run had before.</summary>
    public static int NextRun() => (int)(Stopwatch.GetTimestamp() >> 16);

    /// <summary>Runs one and waits for its end.</summary>
    public static CallLoad RunAll(LoadPlan plan)
    {
        var load = new CallLoad(plan);
        load.Start();
        load.Join();
        load.Dispose();
        return load;
    }

    private void Run()
    {
        if (_plan.Processor is { } processor)
        {
            var mask = 1UL << processor;
            _ = BindThread(0, sizeof(ulong), in mask);
        }
        var start = Stopwatch.GetTimestamp();
        long releaseStart = 0;
        var released = 0;
        while (!_stopping)
        {
            var now = Stopwatch.GetTimestamp();
            var due = Math.Min(_plan.Calls, (int)(Stopwatch.GetElapsedTime(start, now).TotalSeconds * _plan.Rate) + 1);
            while (Counters.Placed < due)
            {
                _caller.Place((uint)Counters.Placed, now);
                if (Counters.Placed == _plan.Calls)
                {
                    Placing = Stopwatch.GetElapsedTime(start, now);
                }
            }
            if (_releaseRate > 0)
            {
                releaseStart = releaseStart == 0 ? now : releaseStart;
                due = Math.Min(_plan.Calls, (int)(Stopwatch.GetElapsedTime(releaseStart, now).TotalSeconds * _releaseRate) + 1);
                for (; released < due; released++)
                {
                    _caller.End((uint)released, now);
                }
            }
            if (Counters.Ended >= _plan.Calls)
            {
                break;
            }
            Receive();
            var next = Math.Min(_caller.Tick(now), _callee?.Tick(now) ?? long.MaxValue);
            Wait(start, next, released);
        }
        OwnCost = ThreadCost();
    }

    private void Receive()
    {
        // A timestamp for the lot: good to the time that some dozens of messages take.
        var now = Stopwatch.GetTimestamp();
        int length;
        for (var i = 0; i < LongestDrain && (length = _callerPort.Receive(_in)) >= 0; i++)
        {
            if (MessageView.TryRead(_in.AsSpan(0, length), out var message))
            {
                _caller.Take(message, now);
            }
        }
        for (var i = 0; i < LongestDrain && _calleePort is { } port && (length = port.Receive(_in)) >= 0; i++)
        {
            if (MessageView.TryRead(_in.AsSpan(0, length), out var message))
            {
                _callee!.Take(message, now);
            }
        }
    }

    private void Wait(long start, long next, int released)
    {
        var now = Stopwatch.GetTimestamp();
        if (Counters.Placed < _plan.Calls)
        {
            next = Math.Min(next, start + (long)((double)Counters.Placed / _plan.Rate * Stopwatch.Frequency));
        }
        var wait = next <= now ? 0 : (int)Math.Min(LongestWaitMilliseconds, (next - now) * 1000 / Stopwatch.Frequency);
        wait = _releaseRate > 0 && released < _plan.Calls ? Math.Min(wait, 1) : wait;
        // At least a millisecond where nothing is due: messages that have come meanwhile end the wait at once.
        UdpPort.Wait(_callerPort, _calleePort, next <= now ? 0 : Math.Max(1, wait));
    }

    private static TimeSpan ThreadCost()
    {
        // The first number: nanoseconds on the processor (kernel documentation, sched-stats).
        var text = File.ReadAllText("/proc/thread-self/schedstat");
        return TimeSpan.FromMicroseconds(long.Parse(text.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) / 1000);
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int BindThread(int thread, nuint bytes, in ulong mask);
}
