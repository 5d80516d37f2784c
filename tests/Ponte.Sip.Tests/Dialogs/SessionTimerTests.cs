using Ponte.Sip.Dialogs;
using Ponte.Sip.Loop;

namespace Ponte.Sip.Tests.Dialogs;

/// <summary>RFC 4028: who refreshes, how long, and when a session is over.</summary>
public sealed class SessionTimerTests
{
    private static readonly Instant Start = new(1_000_000);
    private static readonly SessionTimerSettings Ours = new();

    private static Instant At(double seconds) => Start + TimeSpan.FromSeconds(seconds);

    [Theory]
    [InlineData("1800", 1800u, null)]
    [InlineData("1800;refresher=uac", 1800u, SessionRefresher.Uac)]
    [InlineData(" 1800 ; Refresher = UAS ;x=1", 1800u, SessionRefresher.Uas)]
    [InlineData("90;refresher=me", 90u, null)]
    public void Header_is_read(string text, uint seconds, SessionRefresher? refresher) =>
        SessionExpires.Parse(text).Should().Be(new SessionExpires(seconds, refresher));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("99999999999")]
    public void Broken_header_is_none(string? text) => SessionExpires.Parse(text).Should().BeNull();

    /// <summary>Table 2 of RFC 4028 and the choices it leaves.</summary>
    [Theory]
    [InlineData(true, null, "1800;refresher=uac", true, false)]
    [InlineData(true, SessionRefresher.Uac, "1800;refresher=uac", true, false)]
    [InlineData(true, SessionRefresher.Uas, "1800;refresher=uas", false, true)]
    [InlineData(false, null, "1800;refresher=uas", false, true)]
    [InlineData(false, SessionRefresher.Uac, "1800;refresher=uas", false, true)]
    public void UAS_chooses_the_refresher(bool supports, SessionRefresher? asked, string header, bool require, bool weRefresh)
    {
        var answer = SessionTimerNegotiation.Answer(new SessionExpires(3600, asked), null, supports, Ours);
        answer.Header.Should().Be(header);
        answer.RequireTimer.Should().Be(require);
        answer.Agreed.Should().Be(new SessionTimerAgreement(TimeSpan.FromMinutes(30), weRefresh));
    }

    [Fact]
    public void UAS_keeps_timer_and_role_inside_a_dialog()
    {
        var agreed = new SessionTimerAgreement(TimeSpan.FromMinutes(20), true);
        var asked = new SessionExpires(1800, null);
        SessionTimerNegotiation.Answer(asked, null, true, Ours, agreed).Header.Should().Be("1200;refresher=uas");
        agreed = agreed with { WeRefresh = false };
        SessionTimerNegotiation.Answer(asked, null, true, Ours, agreed).Header.Should().Be("1200;refresher=uac");
        SessionTimerNegotiation.Answer(null, null, true, Ours with { Ask = false }, agreed).Header.Should().Be("1200;refresher=uac");
    }

    [Theory]
    [InlineData(3600u, null, 1800u)] // lowered to ours
    [InlineData(3600u, 3000u, 3000u)] // not below the peer's Min-SE
    [InlineData(600u, null, 600u)] // never raised
    [InlineData(1000u, 3000u, 1000u)] // nor by a Min-SE that contradicts it
    public void UAS_chooses_the_interval(uint asked, uint? minimum, uint agreed) =>
        SessionTimerNegotiation
            .Answer(new SessionExpires(asked, null), minimum, true, Ours)
            .Agreed!.Value.Interval.Should()
            .Be(TimeSpan.FromSeconds(agreed));

    [Fact]
    public void UAS_refuses_a_small_interval_of_one_who_knows_timers_only()
    {
        SessionTimerNegotiation.Answer(new SessionExpires(60, null), null, true, Ours).TooSmallMinimum.Should().Be(90);
        var other = SessionTimerNegotiation.Answer(new SessionExpires(60, null), null, false, Ours);
        other.TooSmallMinimum.Should().BeNull();
        other.Agreed!.Value.Interval.Should().Be(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public void UAS_asks_for_a_timer_where_the_peer_does_not_only_if_set_so()
    {
        SessionTimerNegotiation.Answer(null, null, false, Ours).Header.Should().Be("1800;refresher=uas");
        SessionTimerNegotiation.Answer(null, null, true, Ours).Header.Should().Be("1800;refresher=uac");
        SessionTimerNegotiation.Answer(null, null, true, Ours with { Ask = false }).Should().Be(default(SessionTimerAnswer));
        SessionTimerNegotiation.Answer(new SessionExpires(1800, null), null, true, null).Should().Be(default(SessionTimerAnswer));
    }

    [Fact]
    public void UAC_follows_the_2xx()
    {
        SessionTimerNegotiation.Conclude(null).Should().BeNull();
        SessionTimerNegotiation
            .Conclude(new SessionExpires(1800, SessionRefresher.Uac))
            .Should()
            .Be(new SessionTimerAgreement(TimeSpan.FromMinutes(30), true));
        SessionTimerNegotiation.Conclude(new SessionExpires(1800, SessionRefresher.Uas))!.Value.WeRefresh.Should().BeFalse();
        SessionTimerNegotiation.Conclude(new SessionExpires(1800, null))!.Value.WeRefresh.Should().BeTrue();
    }

    [Fact]
    public void Refresher_refreshes_at_half_the_interval_and_expires_before_its_end()
    {
        var timer = new SessionTimer();
        timer.Set(new SessionTimerAgreement(TimeSpan.FromSeconds(1800), true), Start);
        timer.NextWake.Should().Be(At(900));
        timer.Wake(At(899)).Should().Be(SessionTimerAction.None);
        timer.Wake(At(900)).Should().Be(SessionTimerAction.Refresh);
        timer.NextWake.Should().Be(At(1800 - 32));
        timer.Wake(At(1768)).Should().Be(SessionTimerAction.Expired);
        timer.NextWake.Should().Be(Instant.Never);
    }

    [Fact]
    public void Short_interval_expires_a_third_before_its_end()
    {
        var timer = new SessionTimer();
        timer.Set(new SessionTimerAgreement(TimeSpan.FromSeconds(90), false), Start);
        timer.NextWake.Should().Be(At(60));
    }

    [Fact]
    public void Each_refresh_starts_the_interval_anew_and_none_ends_it()
    {
        var timer = new SessionTimer();
        var agreed = new SessionTimerAgreement(TimeSpan.FromSeconds(1800), false);
        timer.Set(agreed, Start);
        timer.Set(agreed, At(1700));
        timer.NextWake.Should().Be(At(1700 + 1768));
        timer.Set(null, At(1800));
        timer.NextWake.Should().Be(Instant.Never);
        timer.Agreed.Should().BeNull();
    }

    [Fact]
    public void Failed_refresh_is_repeated_until_the_session_expires()
    {
        var timer = new SessionTimer();
        timer.Set(new SessionTimerAgreement(TimeSpan.FromSeconds(90), true), Start);
        timer.Wake(At(45)).Should().Be(SessionTimerAction.Refresh);
        timer.RetryRefresh(TimeSpan.FromSeconds(10), At(45));
        timer.Wake(At(55)).Should().Be(SessionTimerAction.Refresh);
        timer.RetryRefresh(TimeSpan.FromSeconds(10), At(55));
        timer.Wake(At(65)).Should().Be(SessionTimerAction.Expired);
    }

    [Fact]
    public void After_a_restart_the_refresher_refreshes_soon_and_the_other_waits_a_whole_interval()
    {
        var timer = new SessionTimer();
        timer.Resume(new SessionTimerAgreement(TimeSpan.FromSeconds(1800), true), TimeSpan.FromSeconds(12), Start);
        timer.NextWake.Should().Be(At(12));
        timer.Resume(new SessionTimerAgreement(TimeSpan.FromSeconds(1800), false), TimeSpan.FromSeconds(12), Start);
        timer.NextWake.Should().Be(At(1768));
    }
}
