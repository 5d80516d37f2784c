namespace Ponte.Simulator.Calls;

/// <summary>Why a simulated peer refuses.</summary>
/// <param name="Status">The SIP status.</param>
/// <param name="Phrase">The reason phrase.</param>
/// <param name="Reason">The value of the Reason header; null for none.</param>
public sealed record CallRefusal(int Status, string Phrase, string? Reason = null);
