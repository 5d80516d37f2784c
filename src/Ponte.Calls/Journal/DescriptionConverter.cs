using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ponte.Sip.Sdp;

namespace Ponte.Calls.Journal;

/// <summary>A session description, as its own text.</summary>
internal sealed class DescriptionConverter : JsonConverter<SessionDescription>
{
    private static readonly SdpLimits Limits = new();

    public override SessionDescription Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SessionDescription.TryParse(Encoding.UTF8.GetBytes(reader.GetString() ?? ""), Limits, out var description, out var error)
            ? description
            : throw new JsonException($"SDP: {error.Reason}");

    public override void Write(Utf8JsonWriter writer, SessionDescription value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToBytes());
}
