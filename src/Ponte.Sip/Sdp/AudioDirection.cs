namespace Ponte.Sip.Sdp;

/// <summary>Which way media flows, seen from the one whose description it is (RFC 3264 section 5.1).</summary>
[Flags]
public enum AudioDirection : byte
{
    /// <summary><c>a=inactive</c>: neither way; RTCP goes on.</summary>
    Inactive = 0,

    /// <summary><c>a=sendonly</c>.</summary>
    SendOnly = 1,

    /// <summary><c>a=recvonly</c>.</summary>
    ReceiveOnly = 2,

    /// <summary><c>a=sendrecv</c>, and the meaning of no attribute.</summary>
    SendReceive = SendOnly | ReceiveOnly,
}
