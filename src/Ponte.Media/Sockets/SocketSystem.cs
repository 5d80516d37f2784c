using System.Net;

namespace Ponte.Media.Sockets;

/// <summary>The way to the network that a machine offers: direct system calls, or the sockets of the .NET library.</summary>
internal abstract class SocketSystem
{
    /// <summary>In words, for the log.</summary>
    public abstract string Name { get; }

    /// <summary>The best that this machine has, or the portable one where the settings want it.</summary>
    /// <param name="portable">Whether the portable one is wanted in any case.</param>
    /// <param name="reason">Why it was chosen, for the log.</param>
    public static SocketSystem Choose(bool portable, out string reason)
    {
        if (portable)
        {
            reason = "the settings ask for it";
            return new Portable.PortableSocketSystem();
        }
        if (!OperatingSystem.IsLinux())
        {
            reason = "the system is not Linux";
            return new Portable.PortableSocketSystem();
        }
        reason = "the system is Linux";
        return new Linux.LinuxSocketSystem();
    }

    /// <summary>A set for one worker.</summary>
    public abstract ISocketSet CreateSet();

    /// <summary>Binds a socket to exactly <paramref name="local"/>; null with the system's reason when it cannot.</summary>
    public abstract MediaSocket? TryBind(IPEndPoint local, out BindFailure failure);
}
