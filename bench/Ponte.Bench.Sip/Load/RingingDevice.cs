using Ponte.Bench.Sip.Wire;

namespace Ponte.Bench.Sip.Load;

/// <summary>A device that rings and is never answered. One thread.</summary>
internal sealed class RingingDevice : IDisposable
{
    private readonly UdpPort _port = new(Place.Device, Place.Ponte);
    private readonly Thread _thread;
    private volatile bool _stopping;
    private int _cancelled;

    public RingingDevice()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "device" };
        _thread.Start();
    }

    /// <summary>How often it was called off.</summary>
    public int Cancelled => Volatile.Read(ref _cancelled);

    public void Dispose()
    {
        _stopping = true;
        _thread.Join();
        _port.Dispose();
    }

    private void Run()
    {
        var callee = new Callee(_port, TimeSpan.FromHours(1), new LoadCounters());
        var buffer = new byte[16384];
        while (!_stopping)
        {
            UdpPort.Wait(_port, null, 50);
            int length;
            while ((length = _port.Receive(buffer)) >= 0)
            {
                if (MessageView.TryRead(buffer.AsSpan(0, length), out var message))
                {
                    _cancelled += message.Kind == MessageKind.Cancel ? 1 : 0;
                    callee.Take(message, System.Diagnostics.Stopwatch.GetTimestamp());
                }
            }
        }
    }
}
