using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Tests.Routing;

/// <content>Parties that are handed over.</content>
public sealed partial class CallDirectorTests
{
    [Fact]
    public async Task A_transfer_of_Teams_goes_to_Microsoft_byte_for_byte_with_number_and_name_of_the_outside_party()
    {
        const string Uri = "sip:sip2.pstnhub.microsoft.com:5061;transport=tls;x-m=8:orgid:1A2b;x-t=%7e9";
        const string By = "<sip:sip.pstnhub.microsoft.com:5061;x-m=8:orgid:3C;x-ti=%c3%A4>  ;cid=\"q\"";
        var plan = await TransferAsync(new LegIdentity(LegKind.Teams, false, "teams", "52.114.7.7"), Uri, By);

        var target = Attempts(plan).Should().ContainSingle().Subject;
        target.Kind.Should().Be(LegKind.Teams);
        var hops = target.Invite.Destination.Hops;
        hops.Select(h => h.Host).Should().Equal("sip2.pstnhub.microsoft.com", "sip.pstnhub.microsoft.com", "sip3.pstnhub.microsoft.com");
        hops.Select(h => target.Invite.RequestUri(h)).Should().AllBe(Uri);
        target.Invite.Headers.Should().ContainSingle().Which.Should().Be(new ExtraHeader("Referred-By", By));
        target.Invite.From.Should().Be("\"Ada Neri\" <sip:+390612345678@sbc.example.com;user=phone>");
        target.Invite.Settings.Contact.Should().Contain("sbc.example.com");
    }

    [Fact]
    public async Task A_transfer_of_a_tenants_user_goes_out_under_the_tenants_name()
    {
        var by = new LegIdentity(LegKind.Teams, false, "teams", "52.114.7.7", "gbianchi");
        var target = Attempts(await TransferAsync(by, $"sip:{Microsoft}:5061;transport=tls;x=1", null)).Single();
        target.Invite.From.Should().EndWith("@acme.sbc.example.com;user=phone>");
        target.Invite.Headers.Should().BeEmpty();
    }

    [Theory]
    [InlineData("carrier", "sip:+390687654321@192.0.2.1", 404)] // a carrier does not make us call by another one
    [InlineData("carrier", "sip:sip.pstnhub.microsoft.com:5061;x=1", 404)]
    [InlineData("nobody", "sip:201@192.0.2.1", 403)]
    public async Task A_transfer_beyond_the_rights_of_a_line_is_refused(string line, string uri, int status) =>
        (await TransferAsync(new LegIdentity(LegKind.Line, true, line, "x"), uri, null)).Refusal!.SipStatus.Should().Be(status);

    private async Task<CallPlan> TransferAsync(LegIdentity by, string uri, string? referredBy)
    {
        NameAddress.TryParse($"<{uri}>", out var referTo).Should().BeTrue();
        var outside = new Party("+390612345678", "Ada Neri");
        var request = new TransferRequest(new CallId("C"), DateTimeOffset.UnixEpoch, by, outside, referTo!, uri, referredBy);
        return await _director.PlanTransferAsync(request, CancellationToken.None);
    }
}
