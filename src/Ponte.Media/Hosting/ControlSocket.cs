using System.Net.Sockets;

namespace Ponte.Media.Hosting;

/// <summary>The listening control socket: its file, and the lock that tells a living owner from a dead one's remains.</summary>
internal sealed class ControlSocket : IDisposable
{
    /// <summary><c>sun_path</c> holds 108 bytes with its end mark.</summary>
    private const int LongestPath = 107;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _lock;
    private readonly string _path;

    private ControlSocket(FileStream file, string path, Socket listener)
    {
        _lock = file;
        _path = path;
        Listener = listener;
    }

    /// <summary>The socket; it listens.</summary>
    public Socket Listener { get; }

    /// <summary>Opens the socket at a path; its folder is made where it is missing, for the owner alone.</summary>
    /// <param name="path">The socket's file.</param>
    /// <param name="error">Why there is none.</param>
    /// <param name="isTaken">Whether a living process has it.</param>
    public static ControlSocket? Open(string path, out string? error, out bool isTaken)
    {
        error = null;
        isTaken = false;
        if (System.Text.Encoding.UTF8.GetByteCount(path) > LongestPath)
        {
            error = $"The control socket's path has more than {LongestPath} bytes: {path}";
            return null;
        }
        FileStream? file = null;
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            file = Lock(path, out error);
            if (file is null)
            {
                isTaken = true;
                listener.Dispose();
                return null;
            }
            // Whoever left it is dead, or it could not be locked.
            File.Delete(path);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            // Before it listens: until then nobody can connect.
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, OwnerOnly);
            }
            listener.Listen();
            return new ControlSocket(file, path, listener);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SocketException)
        {
            file?.Dispose();
            listener.Dispose();
            error = $"The control socket {path} cannot be opened: {failure.Message}";
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Listener.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next process removes it.
        }
        _lock.Dispose();
    }

    private static FileStream? Lock(string path, out string? error)
    {
        MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path)));
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }
        try
        {
            error = null;
            return new FileStream(path + ".lock", options);
        }
        catch (IOException failure) when (File.Exists(path + ".lock"))
        {
            error = $"Another media process has the control socket {path}. ({failure.Message})";
            return null;
        }
    }

    private static void MakeFolder(string? folder)
    {
        if (folder is null || Directory.Exists(folder))
        {
            return;
        }
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }
}
