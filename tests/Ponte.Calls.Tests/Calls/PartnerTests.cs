using Ponte.Calls.Tests.Bench;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Calls;

/// <summary>Who talks with a new partner learns number and name of it, where its protocol can tell.</summary>
public sealed class PartnerTests : CallTests
{
    private const string Allow = "Allow: INVITE, ACK, BYE, CANCEL, UPDATE, REFER, NOTIFY";

    [Fact]
    public void Phone_that_stays_learns_whom_its_partner_handed_it_to()
    {
        var phone = Phone.Call("carrier", headers: Allow);
        Phone.Take(100);
        var transferor = Carrier.Called();
        transferor.Answers();
        phone.TakesAnswer();
        transferor.Refers(Carrier, "sip:second@192.0.2.1");
        var target = Second.Called();
        target.Answers();
        ExpectUpdate("second");
        Carrier.TakesOutcome(200);
        transferor.Bye();
        phone.Bye();
        target.TakesBye();
    }

    [Fact]
    public void Phone_that_is_joined_by_others_learns_number_and_name_of_the_outside_party()
    {
        var (outside, first) = Bench.Established();
        var second = Teams.Call("phone");
        Teams.Take(100);
        var target = Phone.Called();
        target.Responds(200, target.Sdp, null, Allow);
        target.TakesAck();
        second.TakesAnswer();
        first.Refers(Teams, second.ReplacingUri("phone"));
        ExpectUpdate("+390299999999", "Ada");
        Teams.TakesOutcome(200);
        first.Bye();
        second.Bye();
        outside.Bye();
        target.TakesBye();
    }

    [Fact]
    public void Phone_that_takes_a_call_over_is_told_in_the_answer_whom_it_gets()
    {
        var (outside, inTeams) = Bench.Established();
        var phone = Phone.Call("*9", headers: Allow);
        var answer = phone.TakesAnswerAfterTrying();
        var asserted = answer.Headers.Addresses(HeaderName.PAssertedIdentity)[0];
        asserted.DisplayName.Should().Be("Ada");
        asserted.Uri!.User.Should().Be("+390299999999");
        inTeams.TakesBye();
        outside.Bye();
        phone.TakesBye();
    }

    [Fact]
    public void Phone_whose_partner_is_replaced_learns_who_came_as_the_company_names_it()
    {
        var phone = Phone.Call("carrier", headers: Allow);
        Phone.Take(100);
        var replaced = Carrier.Called();
        replaced.Answers();
        phone.TakesAnswer();
        var newcomer = Carrier.Call(headers: [$"Replaces: {replaced.Replaces()}"]);
        Carrier.Take(100);
        newcomer.TakesAnswer();
        ExpectUpdate("+390299999999", "Somebody of carrier");
        replaced.TakesBye();
        newcomer.Bye();
        phone.TakesBye();
    }

    [Fact]
    public void Phone_without_UPDATE_learns_it_by_a_re_INVITE_with_what_is_agreed()
    {
        var (phone, transferor) = PhoneToCarrier();
        transferor.Refers(Carrier, "sip:second@192.0.2.1");
        var target = Second.Called();
        target.Answers();
        var reinvite = Phone.Take(SipMethod.Invite);
        var asserted = reinvite.Headers.Addresses(HeaderName.PAssertedIdentity)[0];
        asserted.Uri!.User.Should().Be("second");
        PeerCall.Description(reinvite).Media[0].Formats.Should().Contain("8");
        phone.AnswersReinvite(reinvite, phone.Sdp);
        Carrier.TakesOutcome(200);
        transferor.Bye();
        phone.Bye();
        target.TakesBye();
    }

    [Fact]
    public void Phone_that_refuses_the_re_INVITE_talks_on()
    {
        var (phone, transferor) = PhoneToCarrier();
        transferor.Refers(Carrier, "sip:second@192.0.2.1");
        var target = Second.Called();
        target.Answers();
        Phone.Send(SipResponseBuilder.For(Phone.Take(SipMethod.Invite), 488).Build());
        Phone.Take(SipMethod.Ack);
        Carrier.TakesOutcome(200);
        transferor.Bye();
        Bench.Advance(1);
        phone.Bye();
        target.TakesBye();
    }

    [Fact]
    public void Line_that_shows_partners_is_told_and_another_is_not()
    {
        Bench.Director.Carrier = Bench.Director.Carrier with { ShowsPartner = true };
        var outside = Carrier.Call(headers: Allow);
        Carrier.Take(100);
        var inTeams = Teams.Called();
        inTeams.Answers();
        outside.TakesAnswer();
        inTeams.Refers(Teams, "sip:second@192.0.2.1");
        var target = Second.Called();
        target.Answers();
        var update = Carrier.Take(SipMethod.Update);
        update.Headers.Addresses(HeaderName.PAssertedIdentity)[0].Uri!.User.Should().Be("second");
        Carrier.Send(SipResponseBuilder.For(update, 200).Build());
        Teams.TakesOutcome(200);
        inTeams.Bye();
        outside.Bye();
        target.TakesBye();
    }

    private (PeerCall Phone, PeerCall Carrier) PhoneToCarrier()
    {
        var phone = Phone.Call("carrier", headers: "Allow: INVITE, ACK, BYE, CANCEL, REFER, NOTIFY");
        Phone.Take(100);
        var transferor = Carrier.Called();
        transferor.Answers();
        phone.TakesAnswer();
        return (phone, transferor);
    }

    [Fact]
    public void Teams_and_lines_are_told_nothing()
    {
        var (outside, inTeams) = Bench.Established();
        var phone = Phone.Call("*9", headers: Allow);
        phone.TakesAnswerAfterTrying();
        inTeams.TakesBye();
        Carrier.TakesNothing();
        var back = Teams.Call("*9", headers: Allow);
        back.TakesAnswerAfterTrying().Headers.Contains(HeaderName.PAssertedIdentity).Should().BeFalse();
        phone.TakesBye();
        outside.Bye();
        back.TakesBye();
    }

    private void ExpectUpdate(string number, string name = "")
    {
        var update = Phone.Take(SipMethod.Update);
        var asserted = update.Headers.Addresses(HeaderName.PAssertedIdentity)[0];
        asserted.Uri!.User.Should().Be(number);
        asserted.DisplayName.Should().Be(name);
        update.Body.IsEmpty.Should().BeTrue();
        Phone.Send(SipResponseBuilder.For(update, 200).Build());
    }
}
