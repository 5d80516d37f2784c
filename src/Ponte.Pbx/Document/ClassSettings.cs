namespace Ponte.Pbx.Document;

/// <summary>A class of service of the section <c>classes</c>: what its users may call.</summary>
public sealed record ClassSettings
{
    /// <summary>The class's name.</summary>
    public required string Name { get; init; }

    /// <summary>The highest category that is allowed.</summary>
    public CallCategory UpTo { get; init; } = CallCategory.International;

    /// <summary>Beginnings of numbers that are allowed whatever their category.</summary>
    public ValueList<string> Allow { get; init; } = [];

    /// <summary>Beginnings of numbers that are forbidden; of two beginnings the longer one counts, of equal ones this.</summary>
    public ValueList<string> Deny { get; init; } = [];
}
