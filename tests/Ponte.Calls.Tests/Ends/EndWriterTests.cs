using Ponte.Calls.Ends;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Tests.Ends;

public sealed class EndWriterTests
{
    [Theory]
    [InlineData(EndCause.Unknown, 500, 31)]
    [InlineData(EndCause.Normal, 480, 16)]
    [InlineData(EndCause.Abandoned, 487, 16)]
    [InlineData(EndCause.AnsweredElsewhere, 487, 26)]
    [InlineData(EndCause.Busy, 486, 17)]
    [InlineData(EndCause.Declined, 603, 21)]
    [InlineData(EndCause.NoAnswer, 480, 19)]
    [InlineData(EndCause.UnknownNumber, 404, 1)]
    [InlineData(EndCause.Unreachable, 480, 20)]
    [InlineData(EndCause.Forbidden, 403, 21)]
    [InlineData(EndCause.LineFull, 503, 34)]
    [InlineData(EndCause.LineDown, 503, 38)]
    [InlineData(EndCause.NoCommonMedia, 488, 65)]
    [InlineData(EndCause.MediaTimeout, 480, 102)]
    [InlineData(EndCause.MediaLost, 503, 41)]
    [InlineData(EndCause.SessionExpired, 480, 102)]
    [InlineData(EndCause.MaximumDuration, 480, 102)]
    [InlineData(EndCause.ProtocolError, 400, 111)]
    [InlineData(EndCause.Overload, 503, 42)]
    [InlineData(EndCause.InternalError, 500, 41)]
    [InlineData(EndCause.Shutdown, 503, 41)]
    [InlineData(EndCause.Loop, 482, 25)]
    [InlineData(EndCause.RemoteFailure, 502, 38)]
    [InlineData(EndCause.Transferred, 487, 16)]
    [InlineData(EndCause.Merged, 487, 16)]
    public void Cause_has_its_status_and_q850(EndCause cause, int status, int q850)
    {
        var end = new CallEnd(EndSide.System, cause);
        EndWriter.Status(end).Should().Be(status);
        EndWriter.Q850(end).Should().Be(q850);
    }

    [Fact]
    public void Every_cause_is_in_the_table() =>
        Enum.GetValues<EndCause>().Should().HaveCount(25, "a new cause gets its row above and in EndWriter");

    [Theory]
    [InlineData(486, EndCause.Busy, 486)]
    [InlineData(600, EndCause.Busy, 600)]
    [InlineData(404, EndCause.UnknownNumber, 404)]
    [InlineData(603, EndCause.Declined, 603)]
    [InlineData(480, EndCause.Unreachable, 480)]
    [InlineData(503, EndCause.RemoteFailure, 503)]
    [InlineData(302, EndCause.Unreachable, 480)] // we follow no redirection
    [InlineData(401, EndCause.Forbidden, 403)] // the line's challenge is ours to answer, not the caller's
    [InlineData(407, EndCause.Forbidden, 403)]
    [InlineData(408, EndCause.NoAnswer, 480)]
    [InlineData(420, EndCause.RemoteFailure, 502)] // our request displeased, not the caller's
    [InlineData(487, EndCause.Abandoned, 487)]
    public void Status_of_the_callee_is_relayed_where_it_means_the_same(int status, EndCause cause, int expected) =>
        EndWriter.Status(new CallEnd(EndSide.Callee, cause, status)).Should().Be(expected);

    [Fact]
    public void Status_chosen_by_a_plan_is_answered_as_it_is() =>
        EndWriter.Status(new CallEnd(EndSide.System, EndCause.Forbidden, 433)).Should().Be(433);

    [Fact]
    public void Busy_of_teams_reaches_a_carrier_as_17_and_a_carriers_reaches_teams_as_34()
    {
        var ofTeams = EndReader.Response(EndSide.Callee, 486, "", ["Q.850;cause=34;text=\"guid\""], ReasonDialect.Nicc);
        EndWriter.ResponseReason(ofTeams, ReasonDialect.Itu).Should().Be("Q.850;cause=17");

        var ofCarrier = EndReader.Response(EndSide.Callee, 486, "", ["Q.850;cause=17"], ReasonDialect.Itu);
        EndWriter.ResponseReason(ofCarrier, ReasonDialect.Nicc).Should().Be("Q.850;cause=34");
    }

    [Fact]
    public void Only_busy_is_rewritten_for_teams()
    {
        EndWriter.ResponseReason(new CallEnd(EndSide.Callee, EndCause.Declined, 603, 21), ReasonDialect.Nicc).Should().Be("Q.850;cause=21");
        EndWriter.ByeReason(new CallEnd(EndSide.Callee, EndCause.Normal, 0, 17), ReasonDialect.Nicc).Should().Be("Q.850;cause=17");
    }

    [Fact]
    public void A_line_that_wants_no_reason_gets_none()
    {
        var end = new CallEnd(EndSide.Callee, EndCause.Normal, 0, 16);
        EndWriter.ByeReason(end, ReasonDialect.None).Should().BeNull();
        EndWriter.ResponseReason(end, ReasonDialect.None).Should().BeNull();
    }

    [Fact]
    public void Cancel_is_plain_unless_the_call_was_answered_elsewhere()
    {
        EndWriter.CancelReason(new CallEnd(EndSide.Caller, EndCause.Abandoned)).Should().BeNull();
        EndWriter.CancelReason(new CallEnd(EndSide.System, EndCause.NoAnswer)).Should().BeNull();
        EndWriter
            .CancelReason(new CallEnd(EndSide.Caller, EndCause.AnsweredElsewhere))
            .Should()
            .Be("SIP;cause=200;text=\"Call completed elsewhere\"");
    }
}
