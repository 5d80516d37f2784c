using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ponte.Calls.Events;

namespace Ponte.Server.History;

/// <summary>Writes events as JSON and reads them back. The names are stored: append only.</summary>
internal static class EventCodec
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> ByName = new Dictionary<string, JsonTypeInfo>(StringComparer.Ordinal)
    {
        ["call-started"] = EventJson.Default.CallStarted,
        ["leg-started"] = EventJson.Default.LegStarted,
        ["leg-ringing"] = EventJson.Default.LegRinging,
        ["leg-early-media"] = EventJson.Default.LegEarlyMedia,
        ["leg-answered"] = EventJson.Default.LegAnswered,
        ["legs-bridged"] = EventJson.Default.LegsBridged,
        ["leg-held"] = EventJson.Default.LegHeld,
        ["leg-digit"] = EventJson.Default.LegDigit,
        ["leg-ended"] = EventJson.Default.LegEnded,
        ["call-ended"] = EventJson.Default.CallEnded,
        ["call-taken-over"] = EventJson.Default.CallTakenOver,
        ["call-transferred"] = EventJson.Default.CallTransferred,
        ["call-merged"] = EventJson.Default.CallMerged,
        ["call-parked"] = EventJson.Default.CallParked,
        ["recording-changed"] = EventJson.Default.RecordingChanged,
        ["leg-conferred"] = EventJson.Default.LegConferred,
        ["leg-muted"] = EventJson.Default.LegMuted,
        ["supervision-changed"] = EventJson.Default.SupervisionChanged,
        ["message-left"] = EventJson.Default.MessageLeft,
        ["flow-step-taken"] = EventJson.Default.FlowStepTaken,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> Names = ByName.ToFrozenDictionary(p => p.Value.Type, p => p.Key);

    /// <summary>The types that can be written.</summary>
    public static IEnumerable<Type> Types => Names.Keys;

    /// <summary>The stored name of an event's type.</summary>
    public static string NameOf(CallEvent callEvent) => Names[callEvent.GetType()];

    /// <summary>The event as JSON in UTF-8.</summary>
    public static byte[] Write(CallEvent callEvent) => JsonSerializer.SerializeToUtf8Bytes(callEvent, ByName[NameOf(callEvent)]);

    /// <summary>Reads an event; null for a type that only a newer version knows, or for a damaged payload.</summary>
    public static CallEvent? Read(string name, ReadOnlySpan<byte> json)
    {
        try
        {
            return ByName.TryGetValue(name, out var type) ? (CallEvent?)JsonSerializer.Deserialize(json, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
