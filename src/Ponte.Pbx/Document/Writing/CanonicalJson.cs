using System.Text.Json.Nodes;

namespace Ponte.Pbx.Document.Writing;

/// <summary>The canonical form as JSON, which the reader takes as well as YAML.</summary>
internal static class CanonicalJson
{
    public static JsonNode Of(CanonicalNode node)
    {
        if (node.Entries is { } entries)
        {
            var mapping = new JsonObject();
            foreach (var (key, value) in entries)
            {
                mapping[key] = Of(value);
            }
            return mapping;
        }
        return node.Items is { } items ? new JsonArray([.. items.Select(i => (JsonNode)JsonValue.Create(i)!)])
            : node.Mappings is { } mappings ? new JsonArray([.. mappings.Select(Of)])
            : JsonValue.Create(node.Text)!;
    }
}
