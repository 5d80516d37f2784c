using System.Text;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Server.History;
using Ponte.Server.Ladder;
using Ponte.Server.Languages;
using Ponte.Server.Tests.Support;
using Ponte.Server.Tests.Trace;
using Ponte.Server.Trace;

namespace Ponte.Server.Tests.Ladder;

public sealed class LadderTests
{
    private readonly SampleCall _sample = new();

    [Fact]
    public void A_bridged_call_is_drawn_with_ponte_in_the_middle()
    {
        var view = CallProjection.Apply(null, _sample.Whole())!;
        TracedMessage[] messages =
        [
            In(0, "INVITE sip:+390212345601@h SIP/2.0", sdp: "v=0\r\n"),
            In(0.002, "SIP/2.0 100 Trying", isSent: true, method: "INVITE"),
            Out(0.012, "INVITE sip:+390212345601@h SIP/2.0", isSent: true, sdp: "v=0\r\n"),
            Out(0.512, "INVITE sip:+390212345601@h SIP/2.0", isSent: true, sdp: "v=0\r\n"),
            Out(0.600, "SIP/2.0 180 Ringing", method: "INVITE"),
            In(0.601, "SIP/2.0 180 Ringing", isSent: true, method: "INVITE"),
            Out(4, "SIP/2.0 200 OK", method: "INVITE", sdp: "v=0\r\n"),
            In(4.002, "SIP/2.0 200 OK", isSent: true, method: "INVITE", sdp: "v=0\r\n"),
            Out(30, "INVITE sip:h SIP/2.0", toTag: ";tag=1", sdp: "v=0\r\na=inactive\r\n"),
            In(64, "BYE sip:h SIP/2.0", toTag: ";tag=1"),
        ];

        Print(view, messages)
            .Should()
            .Be(
                """
                                     carrier                              Ponte                               teams
                                  198.51.100.7                                                     sip2.pstnhub.microsoft.com
                   0.000                │────────── INVITE (SDP) ──────────▶│                                   │
                   0.002                │◀────── 100 Trying (INVITE) ───────│                                   │
                   0.012                │                                   │────────── INVITE (SDP) ──────────▶│
                   0.512                │                                   │─────── INVITE (SDP) again ───────▶│
                   0.600                │                                   │◀───── 180 Ringing (INVITE) ───────│
                   0.601                │◀───── 180 Ringing (INVITE) ───────│                                   │
                                        │                                   │                                   │
                   4.000                │                                   │◀───── 200 OK (INVITE, SDP) ───────│
                   4.002                │◀───── 200 OK (INVITE, SDP) ───────│                                   │
                                        │                                   │                                   │
                  30.000                │                                   │◀─── re-INVITE (SDP inactive) ─────│
                                        │                                   │                                   │
                  64.000                │─────────────── BYE ──────────────▶│                                   │
                """.ReplaceLineEndings("\n")
            );
    }

    [Fact]
    public void Attempts_that_failed_have_columns_of_their_own()
    {
        var third = new LegId(3);
        var view = CallProjection.Apply(
            null,
            [
                .. _sample.Began(),
                new LegStarted(_sample.Id, SampleCall.At(1), third, LegKind.Teams, false, "teams", "sip2.pstnhub.microsoft.com", "third"),
            ]
        )!;

        var lines = Print(view, [TraceTests.Message("third", 1, isSent: true, text: Text("third", "BYE sip:h SIP/2.0", null, "", ""))])
            .Split('\n');

        lines[1].Should().Contain("198.51.100.7").And.Contain("sip.pstnhub").And.EndWith("sip2.pstnhub.microsoft.com");
        lines[2].Should().MatchRegex("^   0\\.000 +│ +│─+ BYE ─+┼─+▶│$");
    }

    [Fact]
    public void A_message_that_is_no_sip_shows_its_first_line()
    {
        var message = TraceTests.Message(_sample.CallerSipId, 0, text: "garbage \u001b[31m\r\nmore");

        MessageSummary.Of(message).Should().Be("garbage [31m");
    }

    [Fact]
    public void A_call_without_messages_says_so() =>
        Print(CallProjection.Apply(null, _sample.Began())!, []).Should().EndWith("No SIP messages are kept of this call.");

    private static string Print(CallView view, IReadOnlyList<TracedMessage> messages, int width = 110) =>
        string.Join('\n', new LadderPrinter(view, Words.In(Language.English), width).Print(messages));

    private TracedMessage In(double at, string start, bool isSent = false, string? method = null, string toTag = "", string sdp = "") =>
        TraceTests.Message(_sample.CallerSipId, at, isSent, text: Text(_sample.CallerSipId, start, method, toTag, sdp));

    private TracedMessage Out(double at, string start, bool isSent = false, string? method = null, string toTag = "", string sdp = "") =>
        TraceTests.Message(_sample.CalledSipId, at, isSent, "52.114.0.1:5061", Text(_sample.CalledSipId, start, method, toTag, sdp));

    private static string Text(string callId, string start, string? method, string toTag, string sdp) =>
        new StringBuilder()
            .Append(start)
            .Append("\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: <sip:a@h>;tag=a\r\nTo: <sip:b@h>")
            .Append(toTag)
            .Append("\r\nCall-ID: ")
            .Append(callId)
            .Append("\r\nCSeq: 1 ")
            .Append(method ?? start.Split(' ')[0])
            .Append("\r\nMax-Forwards: 70\r\n")
            .Append(sdp.Length > 0 ? "Content-Type: application/sdp\r\n" : "")
            .Append("Content-Length: ")
            .Append(sdp.Length)
            .Append("\r\n\r\n")
            .Append(sdp)
            .ToString();
}
