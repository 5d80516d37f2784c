namespace Ponte.Simulator.Microsoft;

/// <summary>A Teams user with a telephone number.</summary>
/// <param name="Id">A short name for scripts.</param>
/// <param name="Name">The display name.</param>
/// <param name="Number">The number in E.164 form with its plus sign.</param>
public sealed record UserOptions(string Id, string Name, string Number)
{
    /// <summary>Told apart by <c>;ext=</c> where several users share a number; empty for none.</summary>
    public string Extension { get; init; } = "";

    /// <summary>Whether the user may use telephone calls (Enterprise Voice).</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether the caller's name is withheld on calls out.</summary>
    public bool WithholdsNumber { get; init; }
}
