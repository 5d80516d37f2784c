namespace Ponte.Pbx.Document;

/// <summary>A room of the section <c>rooms</c>, in which callers meet.</summary>
public sealed record RoomSettings
{
    /// <summary>The room's key in the document.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people see.</summary>
    public required string Name { get; init; }

    /// <summary>The short number that leads to it; empty where only numbers of the section <c>numbers</c> and flows do.</summary>
    public string Extension { get; init; } = "";

    /// <summary>What who enters must press; null: nothing.</summary>
    public SecretReference? Pin { get; init; }

    /// <summary>What a host presses, for whom the others wait; null: nobody waits.</summary>
    public SecretReference? HostPin { get; init; }

    /// <summary>How many may be in it at a time.</summary>
    public int MaxMembers { get; init; } = DefaultMaxMembers;

    /// <summary>Whether two notes tell that somebody comes or goes.</summary>
    public bool Announce { get; init; } = true;

    /// <summary>In which language callers are asked; empty: as the company speaks.</summary>
    public string Language { get; init; } = "";

    /// <summary>The most members of any room.</summary>
    public const int MostMembers = 50;

    /// <summary>The members where no number of them is given.</summary>
    public const int DefaultMaxMembers = 20;
}
