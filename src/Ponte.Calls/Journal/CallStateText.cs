using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Ponte.Calls.Journal;

/// <summary>The form in which a journal stores a <see cref="CallState"/>: JSON with the number of its layout.</summary>
public static class CallStateText
{
    /// <summary>The layout written here. Raised when an older server could misread what is written; members may be added without.</summary>
    public const int Version = 1;

    /// <summary>The stored form, in UTF-8. It holds media keys.</summary>
    public static void Write(CallState state, IBufferWriter<byte> buffer)
    {
        using var writer = new Utf8JsonWriter(buffer);
        JsonSerializer.Serialize(writer, new JournalEntry(Version, state), JournalContext.Default.JournalEntry);
    }

    /// <summary>Reads what was stored. Damaged text, or another layout, is a result.</summary>
    /// <param name="text">The stored form.</param>
    /// <param name="state">The state.</param>
    /// <param name="fault">Why there is none.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, [NotNullWhen(true)] out CallState? state, out string fault)
    {
        state = null;
        try
        {
            var entry = JsonSerializer.Deserialize(text, JournalContext.Default.JournalEntry);
            if (entry is not { Version: Version, State: { } read })
            {
                fault = $"layout {entry?.Version} instead of {Version}";
                return false;
            }
            if (read.Legs.IsDefaultOrEmpty || (read.Conference is null && read.Legs.Length != (read.Park is null ? 2 : 1)))
            {
                fault = "not two legs";
                return false;
            }
            state = read;
            fault = "";
            return true;
        }
        catch (JsonException e)
        {
            fault = e.Message;
            return false;
        }
    }
}
