using System.Collections.Immutable;

namespace Ponte.Pbx.Flows;

/// <summary>The variables that each flow has, beside those that its steps set.</summary>
public static class FlowVariables
{
    /// <summary>The caller's number; <see cref="Anonymous"/> where it is withheld.</summary>
    public const string Caller = "caller";

    /// <summary>The caller's name, as directories know it.</summary>
    public const string Name = "name";

    /// <summary>The number that was called.</summary>
    public const string Called = "called";

    /// <summary>The date where the company is: <c>2026-12-25</c>.</summary>
    public const string Date = "date";

    /// <summary>The time where the company is: <c>10:00</c>.</summary>
    public const string Time = "time";

    /// <summary>The language of prompts; the only one of these that a step may set.</summary>
    public const string Language = "language";

    /// <summary>The value of <see cref="Caller"/> for a caller who withholds the number.</summary>
    public const string Anonymous = "anonymous";

    /// <summary>Characters that a value or text has at most.</summary>
    public const int MaxLength = 500;

    /// <summary>Those that no step may set.</summary>
    public static readonly ImmutableArray<string> ReadOnly = [Caller, Name, Called, Date, Time];

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<string> BuiltIn = [.. ReadOnly, Language];
}
