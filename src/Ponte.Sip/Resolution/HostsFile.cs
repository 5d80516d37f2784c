using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;

namespace Ponte.Sip.Resolution;

/// <summary>
/// The system's hosts file: names that are known without the DNS, and before it. A changed file is noticed by itself. A file that is
/// missing or unreadable is an empty one.
/// </summary>
/// <remarks>Safe for use from any thread.</remarks>
public sealed class HostsFile
{
    /// <summary>Larger files are taken for a mistake and ignored beyond this size. A generous block list has 2 MB.</summary>
    private const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>How often the file's date is looked at.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private Stamp _stamp;
    private long _checkedAt;
    private volatile FrozenDictionary<string, ImmutableArray<IPAddress>> _names = FrozenDictionary<string, ImmutableArray<IPAddress>>.Empty;

    /// <summary>Reads a hosts file.</summary>
    public HostsFile(string path, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(time);
        _path = path;
        _time = time;
        _checkedAt = time.GetTimestamp();
        Load();
    }

    /// <summary>Where this system keeps its hosts file.</summary>
    public static string SystemPath =>
        OperatingSystem.IsWindows() ? Path.Combine(Environment.SystemDirectory, "drivers", "etc", "hosts") : "/etc/hosts";

    /// <summary>The addresses of a name in the order of the file; empty when it is not there. <c>localhost</c> and names under it always are (RFC 6761 section 6.3).</summary>
    public ImmutableArray<IPAddress> Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        CheckFile();
        if (HostNames.Normalise(name) is not { } key)
        {
            return [];
        }
        if (_names.TryGetValue(key, out var addresses))
        {
            return addresses;
        }
        var isLocal = string.Equals(key, "localhost", StringComparison.Ordinal) || key.EndsWith(".localhost", StringComparison.Ordinal);
        return isLocal ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [];
    }

    private void CheckFile()
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _checkedAt)) < CheckInterval)
        {
            return;
        }
        lock (_lock)
        {
            Volatile.Write(ref _checkedAt, _time.GetTimestamp());
            if (Stamp.Of(_path) != _stamp)
            {
                Load();
            }
        }
    }

    private void Load()
    {
        _stamp = Stamp.Of(_path);
        try
        {
            _names = Parse(File.ReadLines(_path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            _names = FrozenDictionary<string, ImmutableArray<IPAddress>>.Empty;
        }
    }

    private static FrozenDictionary<string, ImmutableArray<IPAddress>> Parse(IEnumerable<string> lines)
    {
        var names = new Dictionary<string, List<IPAddress>>(StringComparer.Ordinal);
        var read = 0;
        foreach (var line in lines)
        {
            read += line.Length + 1;
            if (read > MaxBytes)
            {
                break;
            }
            var comment = line.IndexOf('#', StringComparison.Ordinal);
            var text = comment < 0 ? line : line[..comment];
            var words = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || !HostNames.TryParseAddress(words[0], out var address))
            {
                continue;
            }
            foreach (var word in words.AsSpan(1))
            {
                Add(names, word, address);
            }
        }
        return names.ToFrozenDictionary(p => p.Key, p => p.Value.ToImmutableArray(), StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, List<IPAddress>> names, string name, IPAddress address)
    {
        if (HostNames.Normalise(name) is not { } key)
        {
            return;
        }
        if (!names.TryGetValue(key, out var addresses))
        {
            names.Add(key, addresses = []);
        }
        if (!addresses.Contains(address))
        {
            addresses.Add(address);
        }
    }

    private readonly record struct Stamp(DateTime Written, long Length)
    {
        public static Stamp Of(string path)
        {
            var file = new FileInfo(path);
            return file.Exists ? new Stamp(file.LastWriteTimeUtc, file.Length) : default;
        }
    }
}
