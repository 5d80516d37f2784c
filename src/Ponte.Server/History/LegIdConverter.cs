using System.Text.Json;
using System.Text.Json.Serialization;
using Ponte.Calls.Model;

namespace Ponte.Server.History;

/// <summary>Writes a leg's id as its number.</summary>
internal sealed class LegIdConverter : JsonConverter<LegId>
{
    /// <inheritdoc/>
    public override LegId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LegId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
}
