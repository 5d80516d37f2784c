namespace Ponte.Media.Control.Model;

/// <summary>Which way RTP flows, seen from us (RFC 3264 section 5.1).</summary>
[Flags]
public enum MediaDirection : byte
{
    /// <summary>Neither way; RTCP goes on.</summary>
    Inactive = 0,

    /// <summary>We send.</summary>
    SendOnly = 1,

    /// <summary>We receive.</summary>
    ReceiveOnly = 2,

    /// <summary>Both ways.</summary>
    SendReceive = SendOnly | ReceiveOnly,
}
