using System.Runtime.InteropServices;

namespace Ponte.Media.Sockets.Linux;

/// <summary>The system calls that carry packets, as the C library names them. Numbers are those of Linux on all architectures that .NET runs on.</summary>
internal static unsafe partial class LibC
{
    public const int SocketDatagram = 2;
    public const int SocketNonBlocking = 0x800;
    public const int SocketCloseOnExec = 0x80000;
    public const int LevelIp = 0;
    public const int LevelIp6 = 41;
    public const int IpTypeOfService = 1;
    public const int Ip6TrafficClass = 67;
    public const int Ip6Only = 26;
    public const int MessageDontWait = 0x40;
    public const int MessageTruncated = 0x20;
    public const int MessageNoSignal = 0x4000;
    public const int EpollIn = 1;
    public const int EpollAdd = 1;
    public const int EpollDelete = 2;
    public const int EpollCloseOnExec = SocketCloseOnExec;
    public const int EventNonBlocking = SocketNonBlocking;
    public const int EventCloseOnExec = SocketCloseOnExec;
    public const int ErrorInterrupted = 4;
    public const int ErrorAddressInUse = 98;
    public const int OptionTimerSlack = 29;

    private const string Library = "libc";

    // Calls made per packet do not keep the error: nobody asks for it, and keeping it costs three further calls.

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int domain, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int socket, byte* address, uint length);

    [LibraryImport(Library, EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int socket, byte* address, uint length);

    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(int socket, int level, int name, void* value, uint length);

    [LibraryImport(Library, EntryPoint = "recvfrom")]
    public static partial nint ReceiveFrom(int socket, byte* buffer, nuint length, int flags, byte* address, uint* addressLength);

    [LibraryImport(Library, EntryPoint = "sendto")]
    public static partial nint SendTo(int socket, byte* buffer, nuint length, int flags, byte* address, uint addressLength);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport(Library, EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int descriptor, byte* change);

    [LibraryImport(Library, EntryPoint = "epoll_wait")]
    public static partial int EpollWait(int epoll, byte* events, int maximum, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventDescriptor(uint initial, int flags);

    [LibraryImport(Library, EntryPoint = "read")]
    public static partial nint Read(int descriptor, void* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "write")]
    public static partial nint Write(int descriptor, void* buffer, nuint length);

    /// <summary>Seconds and nanoseconds are as wide as a pointer on 64 bit systems, the only ones that are built for.</summary>
    [LibraryImport(Library, EntryPoint = "nanosleep")]
    public static partial int NanoSleep(TimeSpec* time, TimeSpec* rest);

    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    public static partial int ProcessControl(int option, nuint argument);

    /// <summary>The last error in the system's words, for a log or an answer.</summary>
    public static string ErrorText(string call) => $"{call}: {Marshal.GetLastPInvokeErrorMessage()}";

    /// <summary><c>struct timespec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
