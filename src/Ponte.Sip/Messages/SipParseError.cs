namespace Ponte.Sip.Messages;

/// <summary>Why a message was refused.</summary>
/// <param name="Offset">Octets from the beginning of what was given to the place of the fault.</param>
/// <param name="Reason">What is wrong, in words; without content of the message, so that it may be logged and sent.</param>
/// <param name="SipStatus">The status to answer a request with (400, 505, 513 …); 0 if nothing can be answered: a response, or not SIP at all.</param>
public readonly record struct SipParseError(int Offset, string Reason, int SipStatus);
