using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Ponte.Calls.Model;

namespace Ponte.Server.Web;

/// <summary>
/// Mends what the description of the API (OpenAPI) would tell otherwise than the JSON that is sent: numbers are numbers, ids are texts, and
/// a field that has nothing to say is left out.
/// </summary>
internal static class ApiDescription
{
    /// <summary>Sets the description up.</summary>
    public static void Configure(OpenApiOptions options)
    {
        options.AddSchemaTransformer((schema, context, _) => Mend(schema, context.JsonTypeInfo));
        options.AddDocumentTransformer((document, _, _) => Mend(document));
    }

    private static Task Mend(OpenApiSchema schema, JsonTypeInfo type)
    {
        if ((schema.Type & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0)
        {
            // Numbers in quotation marks are understood, but nobody has to know.
            schema.Type &= ~JsonSchemaType.String;
            schema.Pattern = null;
        }
        if (type.Type == typeof(CallId) || type.Type == typeof(LegId))
        {
            schema.Type = JsonSchemaType.String;
        }
        if (schema.Properties is { Count: > 0 } properties)
        {
            schema.Required = type
                .Properties.Where(p => properties.TryGetValue(p.Name, out var value) && !IsNullable(p) && value.Default is null)
                .Select(p => p.Name)
                .ToHashSet(StringComparer.Ordinal);
        }
        return Task.CompletedTask;
    }

    private static bool IsNullable(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsGetNullable;

    /// <summary>Where the server listens, and in which program, is another everywhere.</summary>
    private static Task Mend(OpenApiDocument document)
    {
        document.Info.Title = "Ponte";
        document.Servers?.Clear();
        return Task.CompletedTask;
    }
}
