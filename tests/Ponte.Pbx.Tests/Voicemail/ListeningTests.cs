using Ponte.Calls.Routing;
using Ponte.Pbx.Document;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Tests.Voicemail;

/// <summary>The menu of a box: what is said and done, key by key.</summary>
public sealed class ListeningTests
{
    private const string Own = "gbianchi";
    private const string Menu = "vm-main-menu";
    private static readonly Mailbox Shared = new("sales", "Sales", "300", "it", ["gbianchi"], new VoicemailSettings());
    private readonly MemoryVoicemail _voicemail = new();

    [Fact]
    public void An_owner_hears_new_messages_first_with_caller_and_time()
    {
        Leave("m1", "0612345", "", 8, isHeard: true);
        Leave("m2", "+39333", "Ada", 9);
        Leave("m3", "", "", 10);
        var at = Open(Own);

        Hear(at, "1.").Should().Equal("♪ vm-message-from <Ada> <09:00> [m2]", "! heard m2", "♪ vm-message-menu");
        Hear(at, "2").Should().Equal("! heard m2", "♪ vm-unknown-caller <10:00> [m3]");
        Hear(at, "2").Should().Equal("! heard m3", "♪ vm-message-from <0612345> <08:00> [m1]");
        Hear(at, "2").Should().Equal("! heard m1", $"♪ vm-no-more {Menu}");
        _voicemail.MessagesOf(Own).Should().OnlyContain(m => m.IsHeard);
    }

    [Theory]
    [InlineData("", "", "vm-no-messages")]
    [InlineData("a b", "", "vm-new-messages <2>")]
    [InlineData("a", "b c", "vm-new-messages <1> vm-heard-messages <2>")]
    public void The_number_of_messages_is_said_first(string fresh, string heard, string expected)
    {
        fresh.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(m => Leave(m, "1", "", 8));
        heard.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(m => Leave(m, "1", "", 8, isHeard: true));

        VoiceBench.Show(Listening(Own).Begin()).Should().Be($"♪ {expected} {Menu}");
    }

    [Theory]
    [InlineData("1", "♪ vm-message-from <Ada> <08:00> [m1]")] // again
    [InlineData("5", "! new m1|♪ vm-kept-as-new vm-message-from <0612345> <09:00> [m2]")]
    [InlineData("4", "! heard m1|☎ +39333|♪ unavailable vm-message-menu")]
    [InlineData("3", "! delete m1|♪ vm-deleted vm-message-from <0612345> <09:00> [m2]")]
    [InlineData("37", "! delete m1|♪ vm-deleted vm-message-from <0612345> <09:00> [m2]|! restore m1|♪ vm-message-from <Ada> <08:00> [m1]")]
    [InlineData("6300#", "♪ vm-enter-box|…|…|…|! copy m1 to sales|♪ vm-copied vm-message-menu")]
    [InlineData("6999#", "♪ vm-enter-box|…|…|…|♪ vm-no-such-box vm-message-menu")]
    [InlineData("6*", "♪ vm-enter-box|♪ vm-message-menu")]
    [InlineData("*", "♪ vm-main-menu")]
    [InlineData("9", "-")] // goes on with the message
    public void A_key_counts_at_every_moment_of_a_message(string keys, string expected)
    {
        Leave("m1", "+39333", "Ada", 8);
        Leave("m2", "0612345", "", 9);
        var at = Open(Own);
        Hear(at, "1");

        Hear(at, keys).Should().Equal(expected.Split('|'));
    }

    [Fact]
    public void What_is_deleted_is_gone_and_what_is_restored_is_there()
    {
        Leave("m1", "1", "", 8);
        var at = Open(Own);
        Hear(at, "13");
        _voicemail.MessagesOf(Own).Should().BeEmpty();

        Hear(at, "7").Should().Equal("! restore m1", "♪ vm-message-from <1> <08:00> [m1]");
        _voicemail.MessagesOf(Own).Should().ContainSingle();
    }

    [Fact]
    public void Nobody_is_called_back_without_a_number_or_a_right()
    {
        Leave("m1", "", "", 8);
        Leave("m2", "0612345", "", 9);
        var at = Open(Own);
        Hear(at, "14").Should().EndWith("♪ vm-no-number vm-message-menu");
        var stranger = Listening(Own, mayCall: false);
        stranger.Begin();
        Hear(stranger, "124").Should().EndWith("♪ vm-no-number vm-message-menu");
    }

    [Fact]
    public void A_greeting_is_recorded_listened_to_and_used()
    {
        var at = Open(Own);
        Hear(at, "2").Should().Equal("♪ vm-greetings-menu");
        Hear(at, "21").Should().Equal("♪ vm-greeting-menu", "♪ vm-no-greeting vm-greeting-menu");
        Hear(at, "2.").Should().Equal("♪ vm-speak-greeting", "● greeting");
        VoiceBench.Show(at.Take(new FlowRecorded(FlowTakeOutcome.Kept, '#'))).Should().Be("♪ [new] vm-review-menu");
        Hear(at, "3").Should().Equal("! use Busy", "♪ vm-greeting-used vm-greeting-menu");
        _voicemail.Greetings.Should().Equal((Own, GreetingKind.Busy));

        Hear(at, "1.").Should().Equal("♪ [Busy]", "♪ vm-greeting-menu");
        Hear(at, "3").Should().Equal("! drop Busy", "♪ vm-greeting-dropped vm-greeting-menu");
        _voicemail.Greetings.Should().BeEmpty();
    }

    [Theory]
    [InlineData(FlowTakeOutcome.TooShort, "♪ vm-greeting-too-short vm-greeting-menu")]
    [InlineData(FlowTakeOutcome.Failed, "♪ vm-not-done vm-greeting-menu")]
    public void A_greeting_that_cannot_be_kept_is_told(FlowTakeOutcome outcome, string expected)
    {
        var at = Open(Own);
        Hear(at, "212.");

        VoiceBench.Show(at.Take(new FlowRecorded(outcome))).Should().Be(expected);
    }

    [Theory]
    [InlineData("4711#4711#", "! change 4711|♪ vm-pin-changed vm-main-menu", "4711")]
    [InlineData("4711#4712#", "…|♪ vm-pins-differ vm-main-menu", "")]
    [InlineData("47#", "…|♪ vm-pin-too-short vm-main-menu", "")]
    [InlineData("*", "♪ vm-new-pin|♪ vm-main-menu", "")]
    public void The_PIN_is_changed_when_it_is_entered_twice(string keys, string end, string expected)
    {
        var at = Open(Own);

        Hear(at, "3" + keys).TakeLast(2).Should().Equal(end.Split('|'));
        _voicemail.Pins.GetValueOrDefault(Own, "").Should().Be(expected);
    }

    [Fact]
    public void Anybody_else_needs_the_PIN()
    {
        _voicemail.Pins[Own] = "4711";
        var at = Listening("mrossi");
        VoiceBench.Show(at.Begin()).Should().Be("♪ vm-enter-pin");

        Hear(at, "1111#").TakeLast(2).Should().Equal("! pin 1111", "♪ vm-wrong-pin vm-enter-pin");
        at.Result.Should().Be("refused");
        Hear(at, "4711#").TakeLast(2).Should().Equal("! pin 4711", $"♪ vm-no-messages {Menu}");
        at.Result.Should().Be("opened");
        _voicemail.Listeners.Should().Equal("gbianchi 202-desk");
    }

    [Fact]
    public void Who_guesses_is_turned_away()
    {
        _voicemail.Pins[Own] = "4711";
        var at = Listening("mrossi");
        at.Begin();
        Hear(at, "1#2#3#").Should().EndWith("♪ vm-wrong-pin goodbye");
        at = Listening("mrossi");
        at.Begin();

        Hear(at, "4#5#").Should().EndWith("♪ vm-locked");
        Hear(at, ".").Should().Equal("■");
    }

    [Fact]
    public void A_box_without_a_PIN_is_for_its_users_only()
    {
        var at = new Listening(new Listener(Shared, Own, "202-desk") { Find = _ => null }, _voicemail);
        VoiceBench.Show(at.Begin()).Should().Be($"♪ vm-no-messages {Menu}");
        at = new Listening(new Listener(Shared, "mrossi", "201-desk") { Find = _ => null }, _voicemail);
        VoiceBench.Show(at.Begin()).Should().Be("♪ vm-no-access");
        _voicemail.Pins["sales"] = "1234";
        at = new Listening(new Listener(Shared, Own, "202-desk") { Find = _ => null }, _voicemail);
        VoiceBench.Show(at.Begin()).Should().Be("♪ vm-enter-pin", "a shared box has its PIN for its users too");
    }

    [Fact]
    public void Who_has_no_box_says_which()
    {
        _voicemail.Pins["sales"] = "1234";
        var at = new Listening(new Listener(null, "mrossi", "201-desk") { Find = Find }, _voicemail);
        VoiceBench.Show(at.Begin()).Should().Be("♪ vm-enter-box");

        Hear(at, "9#").TakeLast(1).Should().Equal("♪ vm-no-such-box vm-enter-box");
        Hear(at, "300#").TakeLast(1).Should().Equal("♪ vm-enter-pin");
        at.Box.Should().Be(Shared);
    }

    [Fact]
    public void Who_does_nothing_of_use_is_released()
    {
        var at = Open(Own);

        Hear(at, ".~.~9.").Should().Equal("…", $"♪ {Menu}", "…", $"♪ {Menu}", "♪ goodbye", "■");
    }

    private static Mailbox? Find(string number) => number is "300" ? Shared : null;

    private Listening Listening(string user, bool mayCall = true) =>
        new(new Listener(VoiceBench.Box, user, "202-desk") { Find = Find, MayCall = mayCall }, _voicemail);

    private Listening Open(string user)
    {
        var at = Listening(user);
        at.Begin();
        return at;
    }

    private void Leave(string id, string number, string name, int hour, bool isHeard = false) =>
        _voicemail.Add(
            Own,
            new VoiceMessage
            {
                Id = id,
                At = new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.Zero),
                CallerNumber = number,
                CallerName = name,
                IsHeard = isHeard,
            }
        );

    /// <summary>What comes of what happens; deeds are done at once, and nobody answers who is called.</summary>
    private List<string> Hear(Listening at, string happenings)
    {
        var said = new List<string>();
        foreach (var happening in happenings)
        {
            var action = at.Take(VoiceBench.News(happening));
            said.Add(VoiceBench.Show(action));
            while (action is VoiceDo or VoiceCall)
            {
                action = at.Take(action is VoiceDo { Deed: var deed } ? Done(deed) : new FlowNobody(Calls.Model.EndCause.Busy));
                said.Add(VoiceBench.Show(action));
            }
        }
        return said;
    }

    private FlowFound Done(VoiceDeed deed)
    {
        var now = DateTimeOffset.UnixEpoch;
        switch (deed)
        {
            case CheckPin check:
                return new FlowFound(_voicemail.Check(VoiceBench.Box, check.Pin).ToString());
            case ChangePin change:
                _voicemail.Pins[Own] = change.Pin;
                break;
            case MarkHeard heard:
                _ = _voicemail.ChangeAsync(Own, heard.Message, m => m with { IsHeard = heard.IsHeard }).AsTask();
                break;
            case Delete delete:
                _ = _voicemail.ChangeAsync(Own, delete.Message, m => m with { DeletedAt = delete.IsDeleted ? now : null }).AsTask();
                break;
            case UseGreeting use:
                _ = _voicemail.UseGreetingAsync(Own, use.Kind).AsTask();
                break;
            case DropGreeting drop:
                _ = _voicemail.DropGreetingAsync(Own, drop.Kind).AsTask();
                break;
            default:
                break;
        }
        return new FlowFound(null);
    }
}
