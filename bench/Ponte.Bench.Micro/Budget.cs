using System.Text.Json;

namespace Ponte.Bench.Micro;

/// <summary>What one benchmark may take. More bytes than that are a fault; more time is told, as machines differ.</summary>
/// <param name="Bytes">Allocated at most.</param>
/// <param name="Nanoseconds">Time at most on a quiet machine; null where nothing is set.</param>
internal sealed record Budget(int Bytes, double? Nanoseconds)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>All budgets by the name of their benchmark.</summary>
    public static IReadOnlyDictionary<string, Budget> Load() =>
        JsonSerializer.Deserialize<Dictionary<string, Budget>>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "budgets.json")),
            Json
        )!;
}
