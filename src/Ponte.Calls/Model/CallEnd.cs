namespace Ponte.Calls.Model;

/// <summary>How a call or leg ended. The same value goes to history, metric, log and screen.</summary>
/// <param name="Side">Who ended it.</param>
/// <param name="Cause">Why.</param>
/// <param name="SipStatus">The SIP status that carried it, 0 where none did (a BYE).</param>
/// <param name="Q850">The Q.850 cause value, 0 where none is known.</param>
/// <param name="Detail">What the far end or the failure said, for people; empty where nothing was said. Never a secret.</param>
public sealed record CallEnd(EndSide Side, EndCause Cause, int SipStatus = 0, int Q850 = 0, string Detail = "");
