namespace Ponte.Simulator.Microsoft;

/// <summary>A Teams user with a telephone number.</summary>
/// <param name="Id">A short name for scripts.</param>
/// <param name="Name">The display name.</param>
/// <param name="Number">The number in E.164 form with its plus sign.</param>
public sealed record UserOptions(string Id, string Name, string Number)
{
    /// <summary>Reads <c>ada=+390212345601,Ada Rossi</c>; null if it is not of that form.</summary>
    public static UserOptions? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('=', 2) is [{ Length: > 0 } id, var rest] && rest.Split(',', 2) is [['+', _, ..] number, var name]
            ? new UserOptions(id, name.Trim(), number)
            : null;
    }

    /// <summary>Told apart by <c>;ext=</c> where several users share a number; empty for none.</summary>
    public string Extension { get; init; } = "";

    /// <summary>Whether the user may use telephone calls (Enterprise Voice).</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether the caller's name is withheld on calls out.</summary>
    public bool WithholdsNumber { get; init; }
}
