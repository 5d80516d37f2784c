using System.Text.Json;
using System.Text.Json.Serialization;
using Ponte.Calls.Model;

namespace Ponte.Server.History;

/// <summary>Writes a call's id as its text.</summary>
internal sealed class CallIdConverter : JsonConverter<CallId>
{
    /// <inheritdoc/>
    public override CallId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CallId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
