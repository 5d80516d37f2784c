using System.Globalization;
using System.Text;

namespace Ponte.Server.Hosting;

/// <summary>
/// The data folder while a server runs on it. Its lock keeps a second server out: the operating system lets it go when the process dies,
/// however it dies. Calls, numbers and secrets lie here, so that only the account that runs the server may look in.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockName = "ponte.lock";
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock)
    {
        FolderPath = path;
        _lock = @lock;
    }

    /// <summary>The folder.</summary>
    public string FolderPath { get; }

    /// <summary>The journal of calls.</summary>
    public string Journal => Path.Combine(FolderPath, "journal", "calls.journal");

    /// <summary>The journal of registrations.</summary>
    public string Registrations => Path.Combine(FolderPath, "journal", "registrations.journal");

    /// <summary>The folder of what callers hear; a whole path, because the media reads it too.</summary>
    public string Prompts => Path.GetFullPath(Path.Combine(FolderPath, "prompts"));

    /// <summary>The folder of recordings; a whole path, because the media writes there.</summary>
    public string Recordings => Path.GetFullPath(Path.Combine(FolderPath, "recordings"));

    /// <summary>The folder of voicemail; a whole path, because the media writes there.</summary>
    public string Voicemail => Path.GetFullPath(Path.Combine(FolderPath, "voicemail"));

    /// <summary>The folder of iCalendars.</summary>
    public string Calendars => Path.Combine(FolderPath, "calendars");

    /// <summary>The folder of hold music in a data folder; a whole path, because the media reads it too.</summary>
    public static string MusicIn(string folder) => Path.GetFullPath(Path.Combine(folder, "music"));

    /// <summary>The folder of trace files in a data folder.</summary>
    public static string TraceIn(string folder) => Path.Combine(folder, "trace");

    /// <summary>Makes the folder where there is none, and locks it.</summary>
    /// <exception cref="StartException">The folder cannot be used, or another server uses it.</exception>
    public static DataFolder Open(string path)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, OwnerOnly);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"Data \"{path}\": cannot be made ({e.Message}); make the folder for the account that runs ponte, or name another one with --data",
                e
            );
        }
        try
        {
            return new DataFolder(path, Lock(path));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartException(
                $"Data \"{path}\": cannot be written ({e.Message}); let the account that runs ponte write it, or name another folder with --data",
                e
            );
        }
        catch (IOException e)
        {
            throw new StartException(
                $"Data \"{path}\": another ponte runs on this folder{Owner(path)}; stop it, or name another folder with --data",
                e
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string path)
    {
        var stream = new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        stream.SetLength(0);
        stream.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        stream.Flush();
        return stream;
    }

    private static string Owner(string path)
    {
        // The lock is advisory, and reading through another handle is refused within .NET only; the number is a help, no more.
        try
        {
            using var handle = File.OpenHandle(Path.Combine(path, LockName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[16];
            var length = RandomAccess.Read(handle, bytes, 0);
            return $" (process {Encoding.ASCII.GetString(bytes, 0, length)})";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
