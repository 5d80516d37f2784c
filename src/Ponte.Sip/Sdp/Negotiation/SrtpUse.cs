namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>Whether a leg's media is protected.</summary>
public enum SrtpUse : byte
{
    /// <summary><c>RTP/AVP</c> only; crypto lines in such an offer are ignored.</summary>
    None,

    /// <summary><c>RTP/SAVP</c> with a crypto line only; anything else is refused.</summary>
    Required,
}
