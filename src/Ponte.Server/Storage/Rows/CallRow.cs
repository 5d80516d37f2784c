using Ponte.Calls.Model;

namespace Ponte.Server.Storage.Rows;

/// <summary>A call of the history: the projection of its events, kept as a row to search by.</summary>
internal sealed class CallRow
{
    /// <summary>The call's id.</summary>
    public string Id { get; set; } = "";

    /// <summary>When its first leg was there.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>The caller's number.</summary>
    public string CallerNumber { get; set; } = "";

    /// <summary>The caller's name.</summary>
    public string CallerName { get; set; } = "";

    /// <summary>Whether the caller asked for privacy.</summary>
    public bool CallerIsAnonymous { get; set; }

    /// <summary>The called number.</summary>
    public string CalledNumber { get; set; } = "";

    /// <summary>The called party's name.</summary>
    public string CalledName { get; set; } = "";

    /// <summary>When it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When a restarted server took it over.</summary>
    public DateTimeOffset? TakenOverAt { get; set; }

    /// <summary>When it ended; null while it goes on, or where the server died with it.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Who ended it.</summary>
    public EndSide? EndSide { get; set; }

    /// <summary>Why it ended.</summary>
    public EndCause? EndCause { get; set; }

    /// <summary>The SIP status that carried the end.</summary>
    public int? EndSipStatus { get; set; }

    /// <summary>The Q.850 cause.</summary>
    public int? EndQ850 { get; set; }

    /// <summary>What the far end or the failure said.</summary>
    public string? EndDetail { get; set; }

    /// <summary>Who made the call.</summary>
    public CallOrigin Origin { get; set; }

    /// <summary>The call in which it goes on.</summary>
    public string? MergedInto { get; set; }

    /// <summary>Its legs.</summary>
    public List<LegRow> Legs { get; set; } = [];
}
