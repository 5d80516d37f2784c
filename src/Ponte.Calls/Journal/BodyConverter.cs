using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ponte.Calls.Journal;

/// <summary>The body of a message: as text where it is UTF-8, which SDP is, else as base 64.</summary>
internal sealed class BodyConverter : JsonConverter<ReadOnlyMemory<byte>>
{
    private const char Base64Mark = '#'; // no SDP begins with it

    public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        if (!text.StartsWith(Base64Mark))
        {
            return Encoding.UTF8.GetBytes(text);
        }
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64Chars(text.AsSpan(1), bytes, out var length)
            ? bytes.AsMemory(0, length)
            : throw new JsonException("not base 64");
    }

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options)
    {
        if (System.Text.Unicode.Utf8.IsValid(value.Span) && (value.IsEmpty || value.Span[0] != Base64Mark))
        {
            writer.WriteStringValue(value.Span);
        }
        else
        {
            writer.WriteStringValue(Base64Mark + Convert.ToBase64String(value.Span));
        }
    }
}
