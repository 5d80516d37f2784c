namespace Ponte.Server.Storage.Rows;

/// <summary>What a user set by phone or on screen; null where it is as in the company document.</summary>
internal sealed class PersonRow
{
    /// <summary>The user's key in the company document.</summary>
    public string User { get; set; } = "";

    /// <summary>Whether the user is busy for everybody.</summary>
    public bool? DoNotDisturb { get; set; }

    /// <summary>Where every call goes; empty for nowhere.</summary>
    public string? ForwardAlways { get; set; }

    /// <summary>Where calls go when the user is busy; empty for nowhere.</summary>
    public string? ForwardBusy { get; set; }

    /// <summary>Where calls go when nobody answers; empty for nowhere.</summary>
    public string? ForwardNoAnswer { get; set; }

    /// <summary>Where calls go when nothing can be reached; empty for nowhere.</summary>
    public string? ForwardUnreachable { get; set; }

    /// <summary>Whether the devices ring with Teams.</summary>
    public bool? Twin { get; set; }

    /// <summary>When it was set last.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}
