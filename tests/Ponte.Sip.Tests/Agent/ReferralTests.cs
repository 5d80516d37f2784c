using System.Text;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Agent;

/// <summary>REFER inside a dialog and the NOTIFYs that follow it (RFC 3515, 3892, 4488).</summary>
public sealed class ReferralTests
{
    private const string ReferTo = "<sip:sip.pstnhub.microsoft.com:5061;transport=tls;x-m=8:orgid:1a;x-t=2B>";

    private readonly AgentBench _bench = new();
    private readonly List<Referral> _referrals = [];
    private int _told;

    public ReferralTests()
    {
        _bench.Handler.Requested = (_, request) =>
        {
            if (Referral.Read(request) is { } referral)
            {
                _referrals.Add(referral);
            }
        };
    }

    [Fact]
    public void Texts_are_kept_byte_for_byte()
    {
        var session = _bench.Established();
        Refer(session, 1, $"Refer-To: {ReferTo}", "Referred-By: <sip:a@b;x-ti=%c3%A9>  ;cid=\"x\"");
        var referral = _referrals.Single();
        referral.ReferTo.ToString().Should().Be(ReferTo);
        referral.TargetUri.Should().Be("sip:sip.pstnhub.microsoft.com:5061;transport=tls;x-m=8:orgid:1a;x-t=2B");
        referral.ReferredBy.Should().Be("<sip:a@b;x-ti=%c3%A9>  ;cid=\"x\"");
        referral.Replaces.Should().BeNull();
    }

    [Fact]
    public void Replaces_inside_is_read_and_not_part_of_the_target()
    {
        var session = _bench.Established();
        Refer(session, 1, "Refer-To: <sip:202@pbx;x=1?Replaces=a%40b%3Bto-tag%3D7%3Bfrom-tag%3D8&X-Other=1>");
        var referral = _referrals.Single();
        referral.TargetUri.Should().Be("sip:202@pbx;x=1");
        referral.Replaces.Should().Be(new ReplacesHeader("a@b", "7", "8", false));
    }

    [Fact]
    public void Progress_is_told_in_order_and_one_at_a_time()
    {
        var session = _bench.Established();
        Refer(session, 1, $"Refer-To: {ReferTo}");
        var referral = _referrals.Single();
        referral.Accept();
        referral.Tell(180);
        referral.Tell(180);
        referral.Conclude(200, () => _told++);
        _bench.Take(202).Headers.First(HeaderName.Contact).Should().Be(_bench.Settings.Contact);
        ExpectNotify(100, "active;expires=600");
        ExpectNotify(180, "active;expires=600");
        _told.Should().Be(0, "the peer has not answered the last NOTIFY");
        ExpectNotify(200, "terminated;reason=noresource");
        _told.Should().Be(1);
        _bench.NothingSent();
    }

    [Fact]
    public void Second_REFER_in_a_dialog_is_told_by_its_number()
    {
        var session = _bench.Established();
        Refer(session, 1, $"Refer-To: {ReferTo}");
        _referrals[0].Refuse(603);
        _bench.Take(603);
        Refer(session, 7, $"Refer-To: {ReferTo}");
        _referrals[1].Accept();
        _bench.Take(202);
        ExpectNotify(100, "active;expires=600", "refer;id=7");
    }

    [Fact]
    public void Peer_that_knows_no_subscription_is_told_nothing_more_and_keeps_its_call()
    {
        var session = _bench.Established();
        Refer(session, 1, $"Refer-To: {ReferTo}");
        _referrals[0].Accept();
        _bench.Take(202);
        _referrals[0].Conclude(486, () => _told++);
        _bench.Respond(_bench.Take(SipMethod.Notify), 481);
        _told.Should().Be(1);
        _bench.NothingSent();
        session.State.Should().Be(InviteState.Established);
    }

    [Fact]
    public void Early_BYE_ends_the_telling()
    {
        var session = _bench.Established();
        Refer(session, 1, $"Refer-To: {ReferTo}");
        _referrals[0].Accept();
        _bench.Take(202);
        _bench.Respond(_bench.Take(SipMethod.Notify), 200);
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Bye, 2));
        _bench.Take(200);
        _referrals[0].Conclude(200, () => _told++);
        _told.Should().Be(1);
        _bench.NothingSent();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Peer_that_wants_no_NOTIFY_gets_none()
    {
        var session = _bench.Established();
        Refer(session, 1, $"Refer-To: {ReferTo}", "Refer-Sub: false", "Require: norefersub");
        _referrals[0].Accept();
        _bench.Take(202).Headers.First(HeaderName.ReferSub).Should().Be("false");
        _referrals[0].Conclude(200, () => _told++);
        _told.Should().Be(1);
        _bench.NothingSent();
    }

    [Theory]
    [InlineData("Subject: no target")]
    [InlineData("Refer-To: <sip:a@b>", "Refer-To: <sip:c@d>")]
    [InlineData("Refer-To: sip:a b")]
    [InlineData("Refer-To: <http://example.com>")]
    [InlineData("Refer-To: <sip:a@b;method=BYE>")]
    [InlineData("Refer-To: <sip:a@b?Replaces=nonsense>")]
    public void What_cannot_be_read_is_refused(params string[] headers)
    {
        var session = _bench.Established();
        Refer(session, 1, headers);
        _bench.Take(400);
        _referrals.Should().BeEmpty();
    }

    [Fact]
    public void Endless_target_is_refused()
    {
        var session = _bench.Established();
        Refer(session, 1, $"Refer-To: <sip:a@b;x={new string('x', 5000)}>");
        _bench.Take(400);
    }

    private void Refer(InviteSession session, uint number, params string[] headers) =>
        _bench.Deliver(_bench.PeerRequest(session, SipMethod.Refer, number, null, headers));

    private void ExpectNotify(int status, string state, string name = "refer")
    {
        var notify = _bench.Take(SipMethod.Notify);
        notify.Headers.First(HeaderName.Event).Should().Be(name);
        notify.Headers.First(HeaderName.SubscriptionState).Should().Be(state);
        notify.Headers.First(HeaderName.ContentType).Should().Be("message/sipfrag;version=2.0");
        Encoding.ASCII.GetString(notify.Body.Span).Should().Be($"SIP/2.0 {status} {ReasonPhrases.For(status)}\r\n");
        _bench.Respond(notify, 200);
    }
}
