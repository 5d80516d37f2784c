using System.Text.Json;
using Ponte.Pbx.Voicemail;

namespace Ponte.Server.Voicemail;

/// <summary>
/// The folder of one box: <c>ID.rec</c> a message, <c>ID.json</c> what is known of it, <c>ID.draft</c> the same of one that is being left,
/// <c>greeting-KIND.rec</c> greetings, <c>pin.json</c> the owner's PIN. A message counts when its JSON is there. Its members wait for the disk.
/// </summary>
internal sealed class BoxFiles
{
    private const string Audio = ".rec";
    private const string Facts = ".json";
    private const string Draft = ".draft";
    private const string PinFile = "pin.json";
    private const string NewGreeting = "greeting-new.rec";
    private readonly string _folder;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, VoiceMessage> _messages = new(StringComparer.Ordinal);
    private readonly HashSet<GreetingKind> _greetings = [];
    private BoxPin? _pin;

    /// <summary>Reads what is there; nothing where the folder is not there yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="log">Told of what cannot be read.</param>
    public BoxFiles(string folder, ILogger log)
    {
        _folder = folder;
        foreach (var path in FilesIn(folder, log))
        {
            try
            {
                Read(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
            {
                log.MessageUnreadable(path, e.Message);
            }
        }
        _greetings.UnionWith(Enum.GetValues<GreetingKind>().Where(k => File.Exists(GreetingPath(k))));
    }

    /// <summary>The messages, the oldest first, deleted ones too.</summary>
    public IReadOnlyList<VoiceMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages.Values];
            }
        }
    }

    /// <summary>The PIN that its owner set; null where none did.</summary>
    public BoxPin? Pin
    {
        get
        {
            lock (_gate)
            {
                return _pin;
            }
        }
    }

    /// <summary>Whether a greeting is in use.</summary>
    public bool HasGreeting(GreetingKind kind)
    {
        lock (_gate)
        {
            return _greetings.Contains(kind);
        }
    }

    /// <summary>Where a message lies.</summary>
    public string AudioOf(string message) => Path.Combine(_folder, message + Audio);

    /// <summary>Where a greeting lies.</summary>
    /// <param name="kind">Which; null: the one that was recorded last and is not in use.</param>
    public string GreetingPath(GreetingKind? kind) =>
        Path.Combine(_folder, kind is { } used ? $"greeting-{used.ToString().ToLowerInvariant()}{Audio}" : NewGreeting);

    /// <summary>Notes that a message is being left, so that it is not lost whatever dies.</summary>
    /// <returns>Where its audio goes.</returns>
    public string Open(VoiceMessage message)
    {
        Directory.CreateDirectory(_folder);
        DurableFile.Write(PathOf(message.Id, Draft), Json(message));
        return AudioOf(message.Id);
    }

    /// <summary>A message is there, from when this returns on, whatever dies.</summary>
    public void Keep(VoiceMessage message)
    {
        Directory.CreateDirectory(_folder);
        DurableFile.Flush(AudioOf(message.Id));
        lock (_gate)
        {
            DurableFile.Write(PathOf(message.Id, Facts), Json(message));
            _messages[message.Id] = message;
        }
        File.Delete(PathOf(message.Id, Draft));
    }

    /// <summary>Changes what is known of a message.</summary>
    /// <returns>Whether it is there.</returns>
    public bool Change(string id, Func<VoiceMessage, VoiceMessage> change)
    {
        lock (_gate)
        {
            if (!_messages.TryGetValue(id, out var message))
            {
                return false;
            }
            var changed = change(message);
            if (changed != message)
            {
                DurableFile.Write(PathOf(id, Facts), Json(changed));
                _messages[id] = changed;
            }
            return true;
        }
    }

    /// <summary>Removes a message, or what is left of one that nobody left after all.</summary>
    public void Remove(string id)
    {
        lock (_gate)
        {
            _messages.Remove(id);
            if (!Directory.Exists(_folder))
            {
                return;
            }
            // In this order: audio without facts is no message.
            File.Delete(PathOf(id, Facts));
            File.Delete(PathOf(id, Draft));
            File.Delete(AudioOf(id));
        }
    }

    /// <summary>Messages that were being left when a server died.</summary>
    public IReadOnlyList<VoiceMessage> Drafts()
    {
        var drafts = new List<VoiceMessage>();
        foreach (var path in Directory.Exists(_folder) ? Directory.GetFiles(_folder, "*" + Draft) : [])
        {
            if (JsonSerializer.Deserialize(File.ReadAllBytes(path), VoicemailJson.Default.VoiceMessage) is { } message)
            {
                drafts.Add(message);
            }
        }
        return drafts;
    }

    /// <summary>Makes room for a greeting.</summary>
    /// <returns>Where its audio goes.</returns>
    public string OpenGreeting()
    {
        Directory.CreateDirectory(_folder);
        File.Delete(GreetingPath(null));
        return GreetingPath(null);
    }

    /// <summary>Takes the greeting that was recorded last into use.</summary>
    public void UseGreeting(GreetingKind kind)
    {
        DurableFile.Flush(GreetingPath(null));
        DurableFile.Move(GreetingPath(null), GreetingPath(kind));
        lock (_gate)
        {
            _greetings.Add(kind);
        }
    }

    /// <summary>Removes a greeting.</summary>
    public void RemoveGreeting(GreetingKind? kind)
    {
        if (Directory.Exists(_folder))
        {
            File.Delete(GreetingPath(kind));
        }
        lock (_gate)
        {
            _greetings.RemoveWhere(k => k == kind);
        }
    }

    /// <summary>Sets the owner's PIN; null: the document's counts again.</summary>
    public void SetPin(BoxPin? pin)
    {
        Directory.CreateDirectory(_folder);
        var path = Path.Combine(_folder, PinFile);
        lock (_gate)
        {
            if (pin is null)
            {
                File.Delete(path);
            }
            else
            {
                DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(pin, VoicemailJson.Default.BoxPin));
            }
            _pin = pin;
        }
    }

    private static byte[] Json(VoiceMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, VoicemailJson.Default.VoiceMessage);

    private static string[] FilesIn(string folder, ILogger log)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Facts) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.MessageUnreadable(folder, e.Message);
            return [];
        }
    }

    private string PathOf(string id, string extension) => Path.Combine(_folder, id + extension);

    private void Read(string path)
    {
        var json = File.ReadAllBytes(path);
        if (Path.GetFileName(path).Equals(PinFile, StringComparison.Ordinal))
        {
            _pin = JsonSerializer.Deserialize(json, VoicemailJson.Default.BoxPin);
        }
        else if (JsonSerializer.Deserialize(json, VoicemailJson.Default.VoiceMessage) is { } message && File.Exists(AudioOf(message.Id)))
        {
            _messages[message.Id] = message;
        }
    }
}
