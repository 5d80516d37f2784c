using Ponte.Simulator.Microsoft;

namespace Ponte.Simulator.Tests.Microsoft;

public sealed class MicrosoftTransferRulesTests
{
    private const string Notify = """
        NOTIFY sip:api-du-a-euwe.pstnhub.microsoft.com:443 SIP/2.0
        Via: SIP/2.0/TLS sbc.contoso.com:5061;branch=z9hG4bKn
        From: <sip:+393331234567@sbc.contoso.com>;tag=a
        To: <sip:+390212345601@sip.pstnhub.microsoft.com>;tag=b
        Call-ID: c1
        CSeq: 4 NOTIFY
        Event: refer
        Subscription-State: active;expires=600
        Content-Type: message/sipfrag; version=2.0
        """;

    private static readonly ReferData Bo = new("sip:sip.pstnhub.microsoft.com:5061;transport=tls;x-m=8:orgid:1;x-t=2", "<sip:x;x-tt=abc>");

    [Theory]
    [InlineData("Event: refer", "Event: refer;id=3")]
    [InlineData("SIP/2.0 100 Trying", "SIP/2.0 100 Trying\nMore: lines")]
    public void Right_notify_has_no_fault(string before, string after) =>
        Judge(before, after, needsId: false, []).Faults.Should().BeEmpty();

    [Theory]
    [InlineData("message/sipfrag; version=2.0", "text/plain", "Content-Type")]
    [InlineData("message/sipfrag; version=2.0", "message/sipfrag", "Content-Type")]
    [InlineData("Event: refer", "Event: presence", "Event")]
    [InlineData("Event: refer", "Event: refer;id=2", "Event")]
    [InlineData("active;expires=600", "terminated;reason=noresource", "not active")]
    [InlineData("100 Trying", "200 OK", "Subscription-State")]
    [InlineData("100 Trying", "180 Ringing", "the first one says 180")]
    [InlineData("SIP/2.0 100 Trying", "Trying", "status line")]
    public void Wrong_notify_has_its_fault(string before, string after, string fault) =>
        Judge(before, after, needsId: false, []).Faults.Should().Contain(f => f.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public void Later_notifies_may_say_anything_until_the_last_one()
    {
        Judge("100 Trying", "183 Session Progress", needsId: false, [100, 180]).Faults.Should().BeEmpty();
        Judge("100 Trying", "180 Ringing", needsId: false, [100, 200])
            .Faults.Should()
            .ContainSingle()
            .Which.Should()
            .Contain("after the last one");
        Judge("", "", needsId: true, []).Faults.Should().ContainSingle().Which.Should().Contain("not refer;id=3");
    }

    [Fact]
    public void Invite_of_a_transfer_is_found_by_both_to_the_last_character()
    {
        Match(Bo.Target, Bo.ReferredBy).Should().Be(new ReferVerdict(Bo, null));
        Match(Bo.Target[..^1], Bo.ReferredBy).Refusal!.Status.Should().Be(400);
        Match(Bo.Target, Bo.ReferredBy.ToUpperInvariant()).Refusal!.Status.Should().Be(400);
        Match(Bo.Target, null).Refusal.Should().Be(MicrosoftRefusals.NotCorrelated);
        Match("sip:sip.pstnhub.microsoft.com;x-m=9", null).Should().Be(new ReferVerdict(null, MicrosoftRefusals.NotCorrelated));
        Match("sip:+390212345601@sip.pstnhub.microsoft.com;user=phone", null).Should().Be(new ReferVerdict(null, null));
    }

    private static NotifyVerdict Judge(string before, string after, bool needsId, int[] earlier)
    {
        string Altered(string text) => before.Length == 0 ? text : text.Replace(before, after, StringComparison.Ordinal);
        return MicrosoftRules.CheckNotify(Samples.Request(Altered(Notify), Altered("SIP/2.0 100 Trying")), 3, needsId, earlier);
    }

    private static ReferVerdict Match(string target, string? referredBy)
    {
        var head = Samples.Invite.Replace("sip:+390212345601@sip.pstnhub.microsoft.com:5061;user=phone", target, StringComparison.Ordinal);
        return MicrosoftRules.CheckReferred(Samples.Request(referredBy is null ? head : $"{head}\nReferred-By: {referredBy}"), [Bo]);
    }
}
