#pragma warning disable MA0048 // The envelope is nothing without its context.
using System.Text.Json.Serialization;

namespace Ponte.Calls.Journal;

/// <summary>A stored call with the number of its layout.</summary>
internal sealed record JournalEntry(int Version, CallState State);

/// <summary>How states become JSON; made at build time.</summary>
[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(EndPointConverter), typeof(BytesConverter), typeof(BodyConverter), typeof(DescriptionConverter)]
)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalContext : JsonSerializerContext;
