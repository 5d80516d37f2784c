using Ponte.Calls.Model;

namespace Ponte.Server.Storage.Rows;

/// <summary>A leg of the history: the projection of its events.</summary>
internal sealed class LegRow
{
    /// <summary>The call's id.</summary>
    public string CallId { get; set; } = "";

    /// <summary>The leg within its call.</summary>
    public int Number { get; set; }

    /// <summary>What stands at its far end.</summary>
    public LegKind Kind { get; set; }

    /// <summary>Whether the far end called us.</summary>
    public bool IsIncoming { get; set; }

    /// <summary>The line's or device's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The far end's host or hub.</summary>
    public string Peer { get; set; } = "";

    /// <summary>Its SIP Call-ID.</summary>
    public string SipCallId { get; set; } = "";

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When the far end began to ring.</summary>
    public DateTimeOffset? RingingAt { get; set; }

    /// <summary>When early media began.</summary>
    public DateTimeOffset? EarlyMediaAt { get; set; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When it ended.</summary>
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

    /// <summary>Its last media figures as JSON; null where it had no media.</summary>
    public string? Media { get; set; }

    /// <summary>The user in the company document whose leg it is; null where it is nobody's.</summary>
    public string? User { get; set; }

    /// <summary>Packets lost of a thousand that the far end sent, to search by; null without media.</summary>
    public double? LossPerMille { get; set; }

    /// <summary>Listening quality, to search by; null without media.</summary>
    public double? MeanOpinionScore { get; set; }
}
