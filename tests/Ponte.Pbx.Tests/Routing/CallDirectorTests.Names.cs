using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Pbx.Tests.Routing;

/// <content>The names of both parties, and transfers to numbers.</content>
public sealed partial class CallDirectorTests
{
    [Fact]
    public void The_directorys_name_goes_before_the_carriers_on_every_leg()
    {
        _directory.Names["+390612345678"] = "Ada Neri (Neri Srl)";
        var plan = FromCarrier("sip:0212345601@192.0.2.1", "\"NERI A\" <sip:0612345678@x>");

        plan.Caller.Should().Be(new Party("+390612345678", "Ada Neri (Neri Srl)"));
        Attempts(plan)[0].Invite.From.Should().StartWith("\"Ada Neri (Neri Srl)\" <sip:+390612345678@");
        plan.Called.Name.Should().Be("Mario Rossi");
    }

    [Fact]
    public void Who_is_called_outside_has_a_name_too()
    {
        _directory.Names["+390612345678"] = "Ada Neri";

        FromTeams("+390612345678", "<sip:+390212345601@sip.pstnhub.microsoft.com>")
            .Called.Should()
            .Be(new Party("+390612345678", "Ada Neri"));
    }

    [Fact]
    public void Nobody_is_asked_for_an_anonymous_caller()
    {
        FromCarrier(
            "sip:0212345601@192.0.2.1",
            "\"Anonymous\" <sip:anonymous@anonymous.invalid>",
            "Privacy: id",
            "P-Asserted-Identity: <sip:0612345678@x>"
        );

        _directory.Asked.Should().Equal("+390212345601");
    }

    [Fact]
    public async Task A_plan_waits_for_the_directory_and_is_made_at_once_when_the_call_is_over()
    {
        _directory.Waiting = new TaskCompletionSource();
        using var over = new CancellationTokenSource();
        var invite = Invites.To("sip:0212345601@192.0.2.1", "\"NERI A\" <sip:0612345678@x>");
        var origin = Origin(invite, Invites.Udp("198.51.100.7:5060"))!;
        var planning = _director
            .PlanAsync(new IncomingCall(new CallId("1"), DateTimeOffset.UnixEpoch, origin, invite), over.Token)
            .AsTask();
        planning.IsCompleted.Should().BeFalse();
        await over.CancelAsync();

        (await planning).Caller.Name.Should().Be("NERI A");
    }

    [Fact]
    public async Task A_transfer_to_a_number_goes_by_the_number_plan()
    {
        var plan = await TransferAsync(
            new LegIdentity(LegKind.Teams, false, "teams", "52.114.7.7"),
            "sip:+390687654321@sbc.example.com",
            null
        );
        var target = Attempts(plan)[0];
        target.Kind.Should().Be(LegKind.Line);
        target.Invite.From.Should().Contain("Ada Neri");
        plan.Called.Number.Should().Be("+390687654321");
    }
}
