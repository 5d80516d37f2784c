using System.Globalization;
using System.Net;
using System.Text;
using Ponte.Bench.Sip.Wire;

namespace Ponte.Bench.Sip.Load;

/// <summary>The messages of the calling side: as a carrier's session border controller writes them, some 1.2 kB with SDP.</summary>
internal sealed class CallerTexts
{
    private readonly byte[] _callIdStart;
    private readonly byte[] _viaStart;
    private readonly byte[] _from;
    private readonly string _run;
    private readonly IPEndPoint _server;
    private readonly string _number;

    /// <param name="run">Different for each run, so that no server mistakes a call for one of another run.</param>
    public CallerTexts(int run, IPEndPoint server, string number)
    {
        _run = run.ToString("x8", CultureInfo.InvariantCulture);
        _server = server;
        _number = number;
        _callIdStart = Encoding.UTF8.GetBytes($"bench-{_run}-");
        _viaStart = Encoding.UTF8.GetBytes($"Via: SIP/2.0/UDP {Place.Carrier};branch=z9hG4bK-{_run}-");
        _from = Encoding.UTF8.GetBytes($"\"Bianchi Luisa\" <sip:+390612345678@{Place.Carrier.Address};user=phone>;tag=");
        Invite = new Template(InviteText());
        Cancel = new Template(Start("CANCEL", "i") + $"{End("CANCEL")}Content-Length: 0\r\n\r\n");
        Options = new Template(
            $"OPTIONS sip:{server} SIP/2.0\r\nVia: SIP/2.0/UDP {Place.Carrier};branch=z9hG4bK-{_run}-{Template.Mark}o;rport\r\n"
                + $"Max-Forwards: 70\r\nFrom: <sip:{Place.Carrier.Address}>;tag={Template.Mark}\r\nTo: <sip:{server}>\r\n"
                + $"Call-ID: bench-{_run}-{Template.Mark}\r\nCSeq: 1 OPTIONS\r\nContact: <sip:{Place.Carrier}>\r\nUser-Agent: Bench\r\n"
                + "Accept: application/sdp\r\nContent-Length: 0\r\n\r\n"
        );
    }

    public Template Invite { get; }

    public Template Cancel { get; }

    public Template Options { get; }

    /// <summary>The call that a Call-ID is of; false for those of other runs.</summary>
    public bool TryCall(ReadOnlySpan<byte> callId, out uint call)
    {
        call = 0;
        return callId.StartsWith(_callIdStart) && Hex.TryRead(callId[_callIdStart.Length..], out call);
    }

    /// <summary>A request within the dialog that a 2xx made (RFC 3261 12.2.1.1).</summary>
    public int WriteInDialog(Span<byte> target, in MessageView answer, MessageKind method, uint call)
    {
        var writer = new ByteWriter(target);
        var ack = method == MessageKind.Ack;
        var name = ack ? "ACK"u8 : "BYE"u8;
        writer.Add(name);
        writer.Add(" "u8);
        writer.Add(UriOf(answer.Contact));
        writer.Add(" SIP/2.0\r\n"u8);
        writer.Add(_viaStart);
        writer.AddHex(call);
        writer.Add(ack ? "a;rport\r\n"u8 : "b;rport\r\n"u8);
        AddRoutes(ref writer, answer.Lines);
        AddFromToCallId(ref writer, answer.To, call);
        writer.Add(ack ? "CSeq: 1 ACK\r\n"u8 : "CSeq: 2 BYE\r\n"u8);
        writer.Add("Max-Forwards: 70\r\nUser-Agent: Bench\r\nContent-Length: 0\r\n\r\n"u8);
        return writer.Length;
    }

    /// <summary>The ACK to a final answer that is no 2xx (RFC 3261 17.1.1.3).</summary>
    public int WriteRefusalAck(Span<byte> target, in MessageView answer, uint call)
    {
        var writer = new ByteWriter(target);
        writer.Add(Encoding.UTF8.GetBytes($"ACK sip:{_number}@{_server};user=phone SIP/2.0\r\n"));
        writer.Add(_viaStart);
        writer.AddHex(call);
        writer.Add("i;rport\r\n"u8);
        AddFromToCallId(ref writer, answer.To, call);
        writer.Add("CSeq: 1 ACK\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"u8);
        return writer.Length;
    }

    private void AddFromToCallId(ref ByteWriter writer, ReadOnlySpan<byte> to, uint call)
    {
        writer.Add("From: "u8);
        writer.Add(_from);
        writer.AddHex(call);
        writer.Add("\r\nTo: "u8);
        writer.Add(to);
        writer.Add("\r\nCall-ID: "u8);
        writer.Add(_callIdStart);
        writer.AddHex(call);
        writer.Add("\r\n"u8);
    }

    /// <summary>The route set: Record-Route from the last to the first.</summary>
    private static void AddRoutes(ref ByteWriter writer, ReadOnlySpan<byte> headers)
    {
        Span<Range> values = stackalloc Range[8];
        var count = 0;
        var offset = 0;
        var lines = new LineReader(headers);
        while (lines.Next(out var line) && line.Length > 0 && count < values.Length)
        {
            var colon = line.IndexOf((byte)':');
            if (colon > 0 && MessageView.Is(line[..colon], "record-route"u8))
            {
                values[count++] = (offset + colon + 1)..(offset + line.Length);
            }
            offset += line.Length + 2;
        }
        while (count > 0)
        {
            writer.Add("Route:"u8);
            writer.Add(headers[values[--count]]);
            writer.Add("\r\n"u8);
        }
    }

    private static ReadOnlySpan<byte> UriOf(ReadOnlySpan<byte> address)
    {
        var open = address.IndexOf((byte)'<');
        return open < 0 ? address : address[(open + 1)..address.IndexOf((byte)'>')];
    }

    private string InviteText()
    {
        var address = Place.Carrier.Address;
        var sdp =
            $"v=0\r\no=SBC 1763 1763 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\nm=audio 30000 RTP/AVP 8 0 18 101\r\n"
            + "a=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:18 G729/8000\r\na=fmtp:18 annexb=no\r\n"
            + "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=maxptime:40\r\na=sendrecv\r\n";
        return Start("INVITE", "i")
            + $"Contact: <sip:+390612345678@{Place.Carrier}>\r\n"
            + $"{End("INVITE")}P-Asserted-Identity: \"Bianchi Luisa\" <sip:+390612345678@carrier.example;user=phone>\r\n"
            + "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, INFO\r\nSupported: timer\r\nSession-Expires: 1800;refresher=uac\r\n"
            + "Min-SE: 90\r\nAccept: application/sdp\r\nUser-Agent: Bench\r\nContent-Type: application/sdp\r\n"
            + $"Content-Length: {sdp.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n{sdp}";
    }

    private string Start(string method, string branch) =>
        $"{method} sip:{_number}@{_server};user=phone SIP/2.0\r\n{Encoding.UTF8.GetString(_viaStart)}{Template.Mark}{branch};rport\r\n"
        + $"From: {Encoding.UTF8.GetString(_from)}{Template.Mark}\r\nTo: <sip:{_number}@{_server.Address};user=phone>\r\n"
        + $"Call-ID: bench-{_run}-{Template.Mark}\r\n";

    private static string End(string method) => $"CSeq: 1 {method}\r\nMax-Forwards: 70\r\n";
}
