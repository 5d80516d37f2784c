namespace Ponte.Media.Recording;

/// <summary>A part of a recording in which the same two parties were recorded.</summary>
/// <param name="At">When it began; wall-clock time, UTC.</param>
/// <param name="Offset">Where it begins in the recording.</param>
/// <param name="Mark">What it is called.</param>
public sealed record SealedSegment(DateTimeOffset At, TimeSpan Offset, string Mark);
