using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;
using Ponte.Pbx.Document;
using Ponte.Pbx.Voicemail;
using Ponte.Server.Recordings;
using Ponte.Server.Tests.Support;
using Ponte.Server.Voicemail;

namespace Ponte.Server.Tests.Voicemail;

/// <summary>Messages as files: what is there after which end.</summary>
public sealed class VoicemailStoreTests : IDisposable
{
    private static readonly Mailbox Box = new(
        "anna",
        "Anna",
        "201",
        "it",
        ["anna"],
        new VoicemailSettings { Pin = SecretReference.Parse("4711"), Mail = ["anna@example.com"] }
    );

    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 27, 10, 5, 0, TimeSpan.Zero));
    private readonly VoicemailStore _store;

    public VoicemailStoreTests() => _store = Open();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_message_is_there_in_the_next_process_too_and_only_its_owner_may_read_it()
    {
        var told = new List<string>();
        _store.Changed += told.Add;

        var kept = await LeaveAsync(5);

        (kept.Outcome, kept.Box, kept.Length).Should().Be((FlowTakeOutcome.Kept, "anna", TimeSpan.FromSeconds(5)));
        told.Should().Equal("anna");
        var message = Open().MessagesOf("anna").Should().ContainSingle().Subject;
        message.Should().Be(_store.MessagesOf("anna").Single());
        (message.CallerNumber, message.Call, message.IsHeard, message.AwaitsMail).Should().Be(("+390612345678", "01A", false, true));
        Files().Should().BeEquivalentTo($"{message.Id}.rec", $"{message.Id}.json");
    }

    [Theory]
    [InlineData(1.9, RecordingEnd.Stopped, FlowTakeOutcome.TooShort)]
    [InlineData(7.9, RecordingEnd.Silence, FlowTakeOutcome.TooShort)] // six seconds of it were silence
    [InlineData(8.1, RecordingEnd.Silence, FlowTakeOutcome.Kept)]
    [InlineData(0.5, RecordingEnd.FileError, FlowTakeOutcome.Failed)]
    [InlineData(2.1, RecordingEnd.FileError, FlowTakeOutcome.Kept)] // what was said before the disk was full
    public async Task A_message_in_which_nothing_is_said_is_dropped(double seconds, RecordingEnd end, FlowTakeOutcome expected)
    {
        (await LeaveAsync(seconds, end)).Outcome.Should().Be(expected);

        Files().Should().HaveCount(expected == FlowTakeOutcome.Kept ? 2 : 0);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(1, 0)]
    [InlineData(0, 0)]
    public async Task A_message_that_was_being_left_when_the_server_died_is_kept_as_far_as_it_was_said(double seconds, int expected)
    {
        var place = await _store.OpenAsync(Box, Message(), TestContext.Current.CancellationToken);
        if (seconds > 0)
        {
            SealedFile.Write(place!, 440, TimeSpan.FromSeconds(seconds));
        }

        var next = Open();
        next.MessagesOf("anna").Should().BeEmpty("nobody has kept it yet");
        await next.RecoverAsync("anna", next.FilesOf("anna").Drafts(), awaitsMail: true);

        next.MessagesOf("anna").Should().HaveCount(expected);
        Files().Should().HaveCount(2 * expected);
        Open().FilesOf("anna").Drafts().Should().BeEmpty();
    }

    [Fact]
    public async Task A_message_that_nobody_left_after_all_leaves_nothing()
    {
        var message = Message();
        var place = await _store.OpenAsync(Box, message, TestContext.Current.CancellationToken);
        SealedFile.Write(place!, 440, TimeSpan.FromSeconds(1));

        _store.Drop(Box, message);

        await Until(() => Files().Length == 0);
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_is_an_alarm_until_it_does()
    {
        await File.WriteAllTextAsync(_folder.File("voicemail"), "in the way", TestContext.Current.CancellationToken);
        (await _store.OpenAsync(Box, Message(), TestContext.Current.CancellationToken)).Should().BeNull();
        _store.Failure.Should().StartWith("voicemail: ");

        File.Delete(_folder.File("voicemail"));
        (await LeaveAsync(5)).Outcome.Should().Be(FlowTakeOutcome.Kept);
        _store.Failure.Should().BeNull();
    }

    [Fact]
    public async Task A_copy_in_another_box_is_a_new_message_of_its_own()
    {
        await LeaveAsync(5);
        var message = _store.MessagesOf("anna").Single();
        await _store.ChangeAsync("anna", message.Id, m => m with { IsHeard = true });
        var other = Box with { Id = "bea", Settings = new VoicemailSettings() };

        (await _store.CopyAsync("anna", message.Id, other)).Should().BeTrue();
        await _store.RemoveAsync("anna", message.Id);

        var copy = Open().MessagesOf("bea").Should().ContainSingle().Subject;
        (copy.CallerNumber, copy.Length, copy.IsHeard, copy.AwaitsMail).Should().Be((message.CallerNumber, message.Length, false, false));
        (await _store.SourceOfAsync("bea", copy.Id)).Should().BeOfType<SealedSource>();
        (await _store.SourceOfAsync("anna", message.Id)).Should().BeNull();
        Open().MessagesOf("anna").Should().BeEmpty();
    }

    [Fact]
    public async Task A_greeting_is_in_use_when_it_is_taken_into_use()
    {
        var place = await _store.OpenGreetingAsync("anna", TestContext.Current.CancellationToken);
        SealedFile.Write(place!, 440, TimeSpan.FromSeconds(3));
        _store.HasGreeting("anna", GreetingKind.Busy).Should().BeFalse();

        (await _store.UseGreetingAsync("anna", GreetingKind.Busy)).Should().BeTrue();
        Open().HasGreeting("anna", GreetingKind.Busy).Should().BeTrue();
        (await Open().SourceOfGreetingAsync("anna", GreetingKind.Busy)).Should().BeOfType<SealedSource>();

        place = await _store.OpenGreetingAsync("anna", TestContext.Current.CancellationToken);
        SealedFile.Write(place!, 440, TimeSpan.FromSeconds(3));
        await _store.DropGreetingAsync("anna", null);
        await _store.DropGreetingAsync("anna", GreetingKind.Busy);
        Files().Should().BeEmpty();
        _store.HasGreeting("anna", GreetingKind.Busy).Should().BeFalse();
    }

    [Fact]
    public async Task The_owners_PIN_takes_the_place_of_the_documents_and_nobody_can_read_it()
    {
        (await CheckAsync("4711")).Should().Be(PinVerdict.Right);
        (await _store.SetPinAsync("anna", "908172")).Should().BeTrue();

        (await CheckAsync("4711")).Should().Be(PinVerdict.Wrong);
        (await CheckAsync("908172")).Should().Be(PinVerdict.Right);
        (await File.ReadAllTextAsync(Path.Combine(_folder.File("voicemail"), "anna", "pin.json"), TestContext.Current.CancellationToken))
            .Should()
            .NotContain("908172");
        (await _store.ResetPinAsync("anna")).Should().BeTrue();
        (await CheckAsync("4711")).Should().Be(PinVerdict.Right);
    }

    [Fact]
    public async Task Who_guesses_is_slow_and_then_locked_out_for_a_while()
    {
        var locked = new List<string>();
        _store.Locked += (box, caller) => locked.Add($"{box} {caller}");
        for (var i = 0; i < 4; i++)
        {
            (await CheckAsync("0000")).Should().Be(PinVerdict.Wrong);
        }
        (await CheckAsync("0000")).Should().Be(PinVerdict.Locked);
        locked.Should().Equal("anna bea");
        (await CheckAsync("4711")).Should().Be(PinVerdict.Locked, "not even the right one");

        _time.Advance(TimeSpan.FromMinutes(30));
        (await CheckAsync("4711")).Should().Be(PinVerdict.Right);
    }

    [Fact]
    public void A_damaged_file_hides_no_other_message()
    {
        Directory.CreateDirectory(Path.Combine(_folder.File("voicemail"), "anna"));
        File.WriteAllText(Path.Combine(_folder.File("voicemail"), "anna", "x.json"), "{ \"id\"");

        Open().MessagesOf("anna").Should().BeEmpty();
    }

    private VoicemailStore Open() =>
        new(
            _folder.File("voicemail"),
            new RecordingKeys(_folder.File("recordings.keys")),
            RecordingCodec.Pcm,
            secret => secret.Resolve(_ => null, _ => null),
            _time,
            NullLogger.Instance
        );

    private VoiceMessage Message() =>
        new()
        {
            Id = VoiceMessage.NewId(_time.GetUtcNow()),
            At = _time.GetUtcNow(),
            CallerNumber = "+390612345678",
        };

    private async Task<FlowRecorded> LeaveAsync(double seconds, RecordingEnd end = RecordingEnd.Stopped)
    {
        var message = Message();
        var place = await _store.OpenAsync(Box, message, TestContext.Current.CancellationToken);
        SealedFile.Write(place!, 440, TimeSpan.FromSeconds(seconds));
        return await _store.KeepAsync(
            Box,
            message,
            new FlowTake(new CallId("01A"), place!, end, TimeSpan.FromSeconds(seconds), IsCallerGone: false)
        );
    }

    private async Task<PinVerdict> CheckAsync(string pin)
    {
        var check = _store.CheckPinAsync(Box, pin, "bea").AsTask();
        await Until(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return check.IsCompleted;
        });
        return await check;
    }

    private string[] Files()
    {
        var folder = Path.Combine(_folder.File("voicemail"), "anna");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f))] : [];
    }

    private static async Task Until(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
