using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Ponte.Pbx.Phones;
using Ponte.Server.Metrics;

namespace Ponte.Server.Journal;

/// <summary>The registrations of phones, on a file: written before the phone is told, so that the next server knows what phones believe.</summary>
internal sealed class RegistrationJournal : IRegistrationStore, IAsyncDisposable
{
    private readonly JournalWriter<StoredRegistration> _writer;

    /// <summary>Reads what a former process left, and takes the file over.</summary>
    public RegistrationJournal(JournalFile file, TimeProvider time, ServerMetrics metrics, ILogger log)
    {
        Found = [.. file.ReadAll().Select(e => (e.Key, Bindings: Read(e.State))).Where(e => !e.Bindings.IsEmpty)];
        _writer = new JournalWriter<StoredRegistration>(file, Write, time, metrics, log);
    }

    /// <summary>The registrations that a former process left, by account.</summary>
    public ImmutableArray<(string Account, ImmutableArray<StoredBinding> Bindings)> Found { get; }

    /// <summary>Why registrations cannot be written at the moment; null when they can.</summary>
    public string? Failure => _writer.Failure;

    /// <inheritdoc/>
    public void Keep(string account, ImmutableArray<StoredBinding> bindings)
    {
        if (bindings.IsEmpty)
        {
            _writer.Remove(account);
        }
        else
        {
            _writer.Save(account, new StoredRegistration(StoredRegistration.Layout, bindings));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private static void Write(StoredRegistration registration, IBufferWriter<byte> buffer)
    {
        using var writer = new Utf8JsonWriter(buffer);
        JsonSerializer.Serialize(writer, registration, RegistrationJson.Default.StoredRegistration);
    }

    /// <summary>What cannot be read is none: the phone registers again.</summary>
    private static ImmutableArray<StoredBinding> Read(byte[] state)
    {
        try
        {
            var stored = JsonSerializer.Deserialize(state, RegistrationJson.Default.StoredRegistration);
            return stored is { Version: StoredRegistration.Layout, Bindings.IsDefault: false } ? stored.Bindings : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
