using System.Text;

namespace Ponte.Bench.Micro;

/// <summary>Messages as a carrier sends them.</summary>
internal static class Samples
{
    /// <summary>Stands where the number of the call goes.</summary>
    public const string Mark = "########";

    public static readonly string Sdp =
        "v=0\r\no=SBC 1763 1763 IN IP4 198.51.100.7\r\ns=-\r\nc=IN IP4 198.51.100.7\r\nt=0 0\r\nm=audio 30000 RTP/AVP 8 0 18 101\r\n"
        + "a=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:18 G729/8000\r\na=fmtp:18 annexb=no\r\n"
        + "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=maxptime:40\r\na=sendrecv\r\n";

    /// <summary>An INVITE of some 1.2 kB.</summary>
    public static readonly string Invite =
        Start("INVITE", "1 INVITE")
        + "Contact: <sip:+390612345678@198.51.100.7:5060>\r\n"
        + "P-Asserted-Identity: \"Bianchi Luisa\" <sip:+390612345678@carrier.example;user=phone>\r\n"
        + "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, INFO\r\nSupported: timer\r\nSession-Expires: 1800;refresher=uac\r\n"
        + $"Min-SE: 90\r\nAccept: application/sdp\r\nUser-Agent: SBC\r\nContent-Type: application/sdp\r\nContent-Length: {Sdp.Length}\r\n\r\n{Sdp}";

    public static readonly string Options = Start("OPTIONS", "1 OPTIONS") + "Accept: application/sdp\r\nContent-Length: 0\r\n\r\n";

    public static readonly string Ack = Start("ACK", "1 ACK") + "Content-Length: 0\r\n\r\n";

    public static readonly string Bye = Start("BYE", "2 BYE") + "Content-Length: 0\r\n\r\n";

    /// <summary>The octets of a sample with numbers set.</summary>
    public static byte[] Numbered(byte[] sample, int number)
    {
        var copy = sample.AsSpan().ToArray();
        var digits = Encoding.ASCII.GetBytes($"{number:x8}");
        for (var at = 0; copy.AsSpan(at).IndexOf("########"u8) is >= 0 and var found; )
        {
            at += found;
            digits.CopyTo(copy, at);
        }
        return copy;
    }

    private static string Start(string method, string cseq) =>
        $"{method} sip:+390255500100@192.0.2.1:5060;user=phone SIP/2.0\r\n"
        + $"Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK-{method}-{Mark};rport\r\n"
        + $"From: \"Bianchi Luisa\" <sip:+390612345678@198.51.100.7;user=phone>;tag={Mark}\r\nTo: <sip:+390255500100@192.0.2.1;user=phone>\r\n"
        + $"Call-ID: carrier-{Mark}@198.51.100.7\r\nCSeq: {cseq}\r\nMax-Forwards: 70\r\n";
}
