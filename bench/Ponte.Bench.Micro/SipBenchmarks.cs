using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Bench.Micro;

/// <summary>One message or description at a time.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class SipBenchmarks
{
    private static readonly AudioCapabilities Line = new() { Codecs = [CodecOffer.Pcma, CodecOffer.Pcmu] };
    private static readonly LocalMedia Local = new(IPEndPoint.Parse("192.0.2.1:20000"), 20001) { SessionId = 7 };
    private readonly byte[] _invite = Samples.Numbered(Encoding.UTF8.GetBytes(Samples.Invite), 1);
    private readonly byte[] _sdp = Encoding.UTF8.GetBytes(Samples.Sdp);
    private SipRequest _request = null!;
    private SessionDescription _offer = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _request = (SipRequest)Parse(_invite);
        _offer = ReadSdp();
    }

    [Benchmark]
    public object ParseInvite() => Parse(_invite);

    /// <summary>With all that the way of a call reads of it.</summary>
    [Benchmark]
    public int ParseAndReadInvite()
    {
        var invite = (SipRequest)Parse(_invite);
        return invite.TopVia!.Branch.Length
            + invite.From!.Uri!.UserText.Length
            + invite.To!.Tag.Length
            + invite.CallId.Length
            + (int)invite.CSeq.Number
            + invite.RequestUri!.UserText.Length
            + invite.Headers.Addresses(HeaderName.Contact).Count;
    }

    [Benchmark]
    public object WriteResponse() => SipResponseBuilder.For(_request, 180, null, "0123456789abcdef").Build();

    [Benchmark]
    public SessionDescription ReadSdp() =>
        SessionDescription.TryParse(_sdp, SdpLimits.Default, out var description, out _)
            ? description
            : throw new InvalidOperationException();

    /// <summary>The answer to an offer that was read, printed.</summary>
    [Benchmark]
    public byte[] AnswerSdp() => AudioNegotiation.Answer(_offer, Local, Line, AudioDirection.SendReceive).Answer!.ToBytes();

    private static SipMessage Parse(byte[] bytes) =>
        SipParser.TryParse(bytes, SipLimits.Default, out var message, out _) ? message : throw new InvalidOperationException();
}
