namespace Ponte.Media.Control.Protocol;

/// <summary>Why no session came about.</summary>
/// <param name="Kind">In one word.</param>
/// <param name="ProcessId">The process that turned us away; null where it did not say.</param>
/// <param name="Detail">In words.</param>
internal sealed record ConnectFailure(ConnectFailureKind Kind, int? ProcessId, string Detail);
