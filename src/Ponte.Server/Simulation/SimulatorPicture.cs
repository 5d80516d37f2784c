using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Ponte.Server.Simulation;

/// <summary>What a page of the simulator shows: calls of all sides, Teams users with their call lists.</summary>
internal static class SimulatorPicture
{
    /// <summary>Asks the sides.</summary>
    public static async Task<JsonObject> OfAsync(
        ImmutableDictionary<string, SideClient> sides,
        Uri? ponte,
        CancellationToken cancellationToken
    )
    {
        var picture = new JsonObject { ["ponte"] = ponte?.ToString() };
        foreach (var (name, side) in sides.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var (calls, error) = await AskAsync(side, new JsonObject { ["do"] = "calls" }, cancellationToken).ConfigureAwait(false);
            var shown = new JsonObject { ["calls"] = calls ?? new JsonArray(), ["error"] = error };
            if (error is null && name.Equals("microsoft", StringComparison.Ordinal))
            {
                shown["users"] = await UsersAsync(side, cancellationToken).ConfigureAwait(false);
            }
            else if (error is null && name.Equals("phone", StringComparison.Ordinal))
            {
                shown["missed"] = (
                    await AskAsync(side, new JsonObject { ["do"] = "missed" }, cancellationToken).ConfigureAwait(false)
                ).Result;
            }
            picture[name] = shown;
        }
        return picture;
    }

    private static async Task<JsonArray> UsersAsync(SideClient side, CancellationToken cancellationToken)
    {
        var (users, _) = await AskAsync(side, new JsonObject { ["do"] = "users" }, cancellationToken).ConfigureAwait(false);
        var all = new JsonArray();
        foreach (var user in (users as JsonArray ?? []).OfType<JsonObject>().Select(u => u.DeepClone().AsObject()))
        {
            var asked = new JsonObject { ["do"] = "history", ["user"] = user["user"]?.DeepClone() };
            user["history"] = (await AskAsync(side, asked, cancellationToken).ConfigureAwait(false)).Result;
            all.Add(user);
        }
        return all;
    }

    private static async Task<(JsonNode? Result, string? Error)> AskAsync(
        SideClient side,
        JsonObject command,
        CancellationToken cancellationToken
    )
    {
        var answer = await side.DoAsync(command, cancellationToken).ConfigureAwait(false);
        return (answer["result"]?.DeepClone(), answer["error"]?.GetValue<string>());
    }
}
