using System.Runtime.InteropServices;

namespace Ponte.Media.Sockets.Linux;

/// <summary>
/// Waiting by epoll, level-triggered: a socket from which one datagram was taken is reported again at once while it holds another, so one
/// system call per datagram is enough and no socket can starve the others.
/// </summary>
internal sealed unsafe class EpollSocketSet : ISocketSet
{
    private const int MaximumEvents = 1024;
    private const int WakeSlot = -1;

    // struct epoll_event is packed on x86-64 only.
    private static readonly bool Packed = RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly int EventBytes = Packed ? 12 : 16;
    private static readonly int DataOffset = Packed ? 4 : 8;

    private readonly int _epoll;
    private readonly int _wake;
    private readonly byte* _events;
    private readonly Stack<int> _freeSlots = new();
    private MediaSocket?[] _slots = new MediaSocket?[64];
    private int _usedSlots;
    private int _wakePending;
    private bool _slackSet;

    public EpollSocketSet()
    {
        _epoll = LibC.EpollCreate(LibC.EpollCloseOnExec);
        _wake = LibC.EventDescriptor(0, LibC.EventNonBlocking | LibC.EventCloseOnExec);
        if (_epoll < 0 || _wake < 0)
        {
            throw new InvalidOperationException(LibC.ErrorText(_epoll < 0 ? "epoll_create1" : "eventfd"));
        }
        _events = (byte*)NativeMemory.Alloc((nuint)(MaximumEvents * EventBytes));
        Control(LibC.EpollAdd, _wake, WakeSlot);
    }

    /// <inheritdoc/>
    public bool CanPause => true;

    /// <inheritdoc/>
    public void Add(MediaSocket socket)
    {
        var linux = (LinuxSocket)socket;
        if (!_freeSlots.TryPop(out var slot))
        {
            slot = _usedSlots++;
            if (slot == _slots.Length)
            {
                Array.Resize(ref _slots, 2 * slot);
            }
        }
        _slots[slot] = linux;
        linux.Slot = slot;
        Control(LibC.EpollAdd, linux.Descriptor, slot);
    }

    /// <inheritdoc/>
    public void Remove(MediaSocket socket)
    {
        var linux = (LinuxSocket)socket;
        if (linux.Slot < 0)
        {
            return;
        }
        Control(LibC.EpollDelete, linux.Descriptor, linux.Slot);
        _slots[linux.Slot] = null;
        _freeSlots.Push(linux.Slot);
        linux.Slot = -1;
    }

    /// <inheritdoc/>
    public int Wait(Span<MediaSocket> ready, TimeSpan timeout)
    {
        var milliseconds = timeout < TimeSpan.Zero ? -1 : (int)Math.Min(int.MaxValue, Math.Ceiling(timeout.TotalMilliseconds));
        var count = LibC.EpollWait(_epoll, _events, Math.Min(MaximumEvents, ready.Length), milliseconds);
        var found = 0;
        for (var i = 0; i < count; i++)
        {
            var slot = *(int*)(_events + (i * EventBytes) + DataOffset);
            if (slot == WakeSlot)
            {
                ulong ignored;
                _ = LibC.Read(_wake, &ignored, sizeof(ulong));
                Volatile.Write(ref _wakePending, 0);
            }
            else if (_slots[slot] is { } socket)
            {
                ready[found++] = socket;
            }
        }
        return found;
    }

    /// <inheritdoc/>
    public void Pause(TimeSpan time)
    {
        if (!_slackSet)
        {
            // The kernel may end a sleep up to 50 µs late by default; a worker asks for 1 µs.
            _ = LibC.ProcessControl(LibC.OptionTimerSlack, 1000);
            _slackSet = true;
        }
        var spec = new LibC.TimeSpec { Nanoseconds = (nint)(time.Ticks * TimeSpan.NanosecondsPerTick) };
        _ = LibC.NanoSleep(&spec, null);
    }

    /// <inheritdoc/>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _wakePending, 1) == 0)
        {
            ulong one = 1;
            _ = LibC.Write(_wake, &one, sizeof(ulong));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = LibC.Close(_wake);
        _ = LibC.Close(_epoll);
        NativeMemory.Free(_events);
    }

    private void Control(int operation, int descriptor, int slot)
    {
        var change = stackalloc byte[16];
        *(int*)change = LibC.EpollIn;
        *(long*)(change + DataOffset) = slot;
        _ = LibC.EpollControl(_epoll, operation, descriptor, change);
    }
}
