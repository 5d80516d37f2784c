using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Ponte.Pbx.Directories;

/// <summary>A way to one value of a JSON text: <c>$</c>, then names as <c>.name</c> and places in lists as <c>[0]</c> (RFC 9535, without selectors of several).</summary>
public sealed class JsonPath
{
    private const int MaxLength = 256;
    private readonly ImmutableArray<object> _steps; // string: a name; int: a place

    private JsonPath(ImmutableArray<object> steps) => _steps = steps;

    /// <summary>The path; null where the text is none.</summary>
    public static JsonPath? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength || !text.StartsWith('$'))
        {
            return null;
        }
        var steps = ImmutableArray.CreateBuilder<object>();
        var at = 1;
        while (at < text.Length)
        {
            var end = text.AsSpan(at + 1).IndexOfAny('.', '[') is >= 0 and var length ? at + 1 + length : text.Length;
            var step = text[(at + 1)..end];
            if (text[at] == '.' && step.Length > 0 && !step.Contains(']', StringComparison.Ordinal))
            {
                steps.Add(step);
            }
            else if (
                text[at] == '['
                && step.EndsWith(']')
                && int.TryParse(step[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            )
            {
                steps.Add(place);
            }
            else
            {
                return null;
            }
            at = end;
        }
        return new JsonPath(steps.ToImmutable());
    }

    /// <summary>The text or number at the path; null where there is none.</summary>
    public string? Find(JsonElement root)
    {
        var current = root;
        foreach (var step in _steps)
        {
            if (step is string name && current.ValueKind == JsonValueKind.Object && current.TryGetProperty(name, out var property))
            {
                current = property;
            }
            else if (step is int place && current.ValueKind == JsonValueKind.Array && place < current.GetArrayLength())
            {
                current = current[place];
            }
            else
            {
                return null;
            }
        }
        return current.ValueKind switch
        {
            JsonValueKind.String => Text(current),
            JsonValueKind.Number => current.GetRawText(),
            _ => null,
        };
    }

    private static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Escapes of half a character, which are valid JSON but no text.
            return null;
        }
    }
}
