using Ponte.Calls.Ends;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Tests.Ends;

public sealed class EndReaderTests
{
    [Theory]
    [InlineData(302, 0, EndCause.Unreachable)]
    [InlineData(400, 0, EndCause.RemoteFailure)]
    [InlineData(401, 0, EndCause.Forbidden)]
    [InlineData(403, 0, EndCause.Forbidden)]
    [InlineData(404, 0, EndCause.UnknownNumber)]
    [InlineData(407, 0, EndCause.Forbidden)]
    [InlineData(408, 0, EndCause.NoAnswer)]
    [InlineData(410, 22, EndCause.UnknownNumber)]
    [InlineData(415, 0, EndCause.NoCommonMedia)]
    [InlineData(480, 0, EndCause.Unreachable)]
    [InlineData(480, 18, EndCause.NoAnswer)]
    [InlineData(480, 19, EndCause.NoAnswer)]
    [InlineData(480, 31, EndCause.Unreachable)]
    [InlineData(480, 21, EndCause.Declined)]
    [InlineData(482, 0, EndCause.Loop)]
    [InlineData(483, 0, EndCause.Loop)]
    [InlineData(484, 28, EndCause.UnknownNumber)]
    [InlineData(486, 17, EndCause.Busy)]
    [InlineData(487, 0, EndCause.Abandoned)]
    [InlineData(488, 0, EndCause.NoCommonMedia)]
    [InlineData(500, 0, EndCause.RemoteFailure)]
    [InlineData(500, 1, EndCause.UnknownNumber)]
    [InlineData(500, 17, EndCause.Busy)]
    [InlineData(502, 20, EndCause.Unreachable)]
    [InlineData(503, 0, EndCause.RemoteFailure)]
    [InlineData(503, 34, EndCause.LineFull)]
    [InlineData(503, 42, EndCause.LineFull)]
    [InlineData(504, 0, EndCause.RemoteFailure)]
    [InlineData(600, 0, EndCause.Busy)]
    [InlineData(603, 21, EndCause.Declined)]
    [InlineData(604, 0, EndCause.UnknownNumber)]
    [InlineData(606, 0, EndCause.NoCommonMedia)]
    [InlineData(607, 0, EndCause.Declined)]
    public void Final_response_has_its_cause(int status, int q850, EndCause cause)
    {
        var reasons = q850 == 0 ? Array.Empty<string>() : [$"Q.850;cause={q850}"];
        EndReader
            .Response(EndSide.Callee, status, "Phrase", reasons, ReasonDialect.Itu)
            .Should()
            .Be(new CallEnd(EndSide.Callee, cause, status, q850, "Phrase"));
    }

    [Fact]
    public void Busy_of_teams_with_34_is_busy_with_17_and_its_text_is_kept()
    {
        var end = EndReader.Response(
            EndSide.Callee,
            486,
            "Busy Here",
            ["Q.850;cause=34;text=\"8d4f;UserBusy\"", "SIP;cause=486;text=\"x\""],
            ReasonDialect.Nicc
        );
        end.Should().Be(new CallEnd(EndSide.Callee, EndCause.Busy, 486, 17, "8d4f;UserBusy"));
    }

    [Fact]
    public void No_circuit_of_a_carrier_stays_34()
    {
        EndReader.Response(EndSide.Callee, 486, "", ["Q.850;cause=34"], ReasonDialect.Itu).Q850.Should().Be(34);
        EndReader.Response(EndSide.Callee, 503, "", ["Q.850;cause=34"], ReasonDialect.Nicc).Q850.Should().Be(34);
    }

    [Theory]
    [InlineData("", EndCause.Normal, 0, "")]
    [InlineData("Q.850;cause=16;text=\"0f;CallEndReasonLocalUserInitiated\"", EndCause.Normal, 16, "0f;CallEndReasonLocalUserInitiated")]
    [InlineData("Q.850;cause=22;text=\"0f;BackToBackSessionDeleted\"", EndCause.Normal, 22, "0f;BackToBackSessionDeleted")]
    [InlineData("Q.850;cause=31", EndCause.Normal, 31, "")]
    [InlineData("Q.850;cause=38", EndCause.RemoteFailure, 38, "")]
    [InlineData("Q.850;cause=41", EndCause.RemoteFailure, 41, "")]
    [InlineData("Q.850;cause=102", EndCause.SessionExpired, 102, "")]
    [InlineData("SIP;cause=200;text=\"moved\"", EndCause.Normal, 0, "moved")]
    [InlineData("Q.850;cause=9999", EndCause.Normal, 0, "")]
    public void Bye_has_its_cause(string reason, EndCause cause, int q850, string detail) =>
        EndReader.Bye(EndSide.Caller, reason.Length == 0 ? [] : [reason]).Should().Be(new CallEnd(EndSide.Caller, cause, 0, q850, detail));

    [Theory]
    [InlineData("", EndCause.Abandoned)]
    [InlineData("Q.850;cause=16", EndCause.Abandoned)]
    [InlineData("SIP;cause=200;text=\"Call completed elsewhere\"", EndCause.AnsweredElsewhere)]
    [InlineData("sip ; cause = 200", EndCause.AnsweredElsewhere)]
    [InlineData("Q.850;cause=26", EndCause.AnsweredElsewhere)]
    public void Cancel_is_abandoned_or_answered_elsewhere(string reason, EndCause cause) =>
        EndReader.Cancel(reason.Length == 0 ? [] : [reason]).Cause.Should().Be(cause);

    [Fact]
    public void Detail_is_short_and_has_no_control_characters()
    {
        var end = EndReader.Response(EndSide.Callee, 500, "a\u0007\tb" + new string('x', 500), [], ReasonDialect.Itu);
        end.Detail.Should().StartWith("a  bxxx").And.HaveLength(200);
    }
}
