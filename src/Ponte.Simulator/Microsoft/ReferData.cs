namespace Ponte.Simulator.Microsoft;

/// <summary>What an SBC must bring back in the INVITE that a REFER asks for.</summary>
/// <param name="Target">The URI of Refer-To without embedded headers: the Request-URI, to the last character.</param>
/// <param name="ReferredBy">Referred-By, byte for byte.</param>
public sealed record ReferData(string Target, string ReferredBy);
