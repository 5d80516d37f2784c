using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ponte.Simulator.Control;

/// <summary>The fields of a command.</summary>
internal sealed class ControlArguments(JsonObject fields)
{
    public string Text(string name) => OptionalText(name) ?? throw new ControlException($"\"{name}\" is missing.");

    public string? OptionalText(string name) => Read<string>(name, JsonValueKind.String, "a text");

    public int Number(string name) => OptionalNumber(name) ?? throw new ControlException($"\"{name}\" is missing.");

    public int? OptionalNumber(string name) =>
        fields[name] is null ? null
        : fields[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number
        : throw new ControlException($"\"{name}\" is no whole number.");

    public TimeSpan? OptionalSeconds(string name) =>
        fields[name] is null ? null
        : fields[name] is JsonValue value && value.TryGetValue<double>(out var seconds) && seconds is >= 0 and < 86_400
            ? TimeSpan.FromSeconds(seconds)
        : throw new ControlException($"\"{name}\" is no number of seconds.");

    public bool Flag(string name, bool otherwise) =>
        fields[name] is null ? otherwise
        : fields[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag
        : throw new ControlException($"\"{name}\" is neither true nor false.");

    public byte[] Bytes(string name)
    {
        var text = Text(name);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length % 2 == 0
            ? bytes[..length]
            : throw new ControlException($"\"{name}\" is no base 64 of whole samples.");
    }

    private T? Read<T>(string name, JsonValueKind kind, string what)
        where T : class =>
        fields[name] is null ? null
        : fields[name] is JsonValue value && value.GetValueKind() == kind && value.TryGetValue<T>(out var read) ? read
        : throw new ControlException($"\"{name}\" is not {what}.");
}
