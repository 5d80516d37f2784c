using System.Security.Cryptography;
using Ponte.Media.Control.Model;
using Ponte.Media.Recording;

namespace Ponte.Server.Recordings;

/// <summary>
/// The keys of recordings: a file with a line for each, its name and 32 bytes in base 64. The first one is used for new recordings, the others for those that
/// were made with them. The file is made with a first key where there is none.
/// </summary>
internal sealed class RecordingKeys(string path)
{
    private readonly Lock _gate = new();

    /// <summary>The key for new recordings.</summary>
    /// <exception cref="IOException">The file cannot be read or made.</exception>
    public (string Id, byte[] Key) Newest() => Read() is [var first, ..] ? first : throw new IOException($"{path} has no key");

    /// <summary>A seal for a new file, with a key of its own.</summary>
    /// <exception cref="IOException">The file of keys cannot be read or made.</exception>
    public RecordingSeal NewSeal(RecordingCodec codec)
    {
        var (id, key) = Newest();
        var salt = RandomNumberGenerator.GetBytes(RecordingSeal.KeyLength);
        return new RecordingSeal
        {
            KeyId = id,
            Salt = [.. salt],
            Key = [.. SealedHeader.DeriveKey(key, salt)],
            Codec = codec,
        };
    }

    /// <summary>A key by its name; null where it is not there any more.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public byte[]? Find(string id) => Read().Where(k => k.Id.Equals(id, StringComparison.Ordinal)).Select(k => k.Key).FirstOrDefault();

    private List<(string Id, byte[] Key)> Read()
    {
        lock (_gate)
        {
            if (!File.Exists(path))
            {
                Make();
            }
            return [.. File.ReadAllLines(path).Select(Parse).OfType<(string, byte[])>()];
        }
    }

    private static (string Id, byte[] Key)? Parse(string line)
    {
        var key = new byte[RecordingSeal.KeyLength];
        return
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [{ Length: <= 64 } id, var text]
            && Convert.TryFromBase64String(text, key, out var length)
            && length == key.Length
            ? (id, key)
            : null;
    }

    private void Make()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var writer = new StreamWriter(path, options);
        writer.WriteLine($"k1 {Convert.ToBase64String(RandomNumberGenerator.GetBytes(RecordingSeal.KeyLength))}");
    }
}
