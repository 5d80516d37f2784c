namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>How a peer wants to be told that it is on hold.</summary>
public enum HoldStyle : byte
{
    /// <summary><c>a=sendonly</c> while music is played, as RFC 3264 section 8.4 says.</summary>
    SendOnly,

    /// <summary><c>a=inactive</c> and nothing else: Teams. A one-way direction of ours becomes <c>inactive</c>.</summary>
    InactiveOnly,
}
