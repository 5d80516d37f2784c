namespace Ponte.Server.Api.Contracts;

/// <summary>Who did what with a recording.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What: <c>export</c> or <c>delete</c>.</param>
/// <param name="Call">The recording's call.</param>
internal sealed record RecordingAudit(DateTimeOffset At, string Actor, string Action, string Call);
