namespace Ponte.Pbx.Phones.Registrar;

/// <summary>Why a REGISTER is refused.</summary>
/// <param name="Status">The status.</param>
/// <param name="Reason">The reason phrase; null for the usual one.</param>
internal readonly record struct RegisterRefusal(int Status, string? Reason = null);
