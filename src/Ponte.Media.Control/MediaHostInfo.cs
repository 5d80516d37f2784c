namespace Ponte.Media.Control;

/// <summary>The media process that a client is connected to.</summary>
/// <param name="Instance">A number that no other run of the process has: the same number means that the streams are still there.</param>
/// <param name="ProcessId">Its process id.</param>
/// <param name="Settings">What it was started with.</param>
public sealed record MediaHostInfo(ulong Instance, int ProcessId, string Settings);
