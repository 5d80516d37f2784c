namespace Ponte.Server.Api.Contracts;

/// <summary>A part of a recording.</summary>
/// <param name="At">When it began.</param>
/// <param name="Offset">Where in the recording.</param>
/// <param name="Parties">Left and right channel.</param>
internal sealed record RecordingSegment(DateTimeOffset At, TimeSpan Offset, string Parties);
