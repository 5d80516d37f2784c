using MimeKit;
using Ponte.Interop.Tests.Support;
using Ponte.Media.Metering;

namespace Ponte.Interop.Tests;

/// <summary>Messages from baresip to baresip by the real server: what a caller says is what the owner hears, and the lamp tells of it, over kill -9 too.</summary>
public sealed class VoicemailTests : IAsyncLifetime
{
    private const int Tone = 700;
    private const int OtherTone = 1100;
    private const int FramesASecond = 50;
    private MailHost _mail = null!;
    private PonteServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _mail = await MailHost.StartAsync();
        _server = await PonteServer.StartAsync(
            1,
            _ =>
                """
                    company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
                    users:
                      mrossi: { name: Mario Rossi, extension: "201", devices: { desk: { password: "mario-secret" } } }
                      gbianchi:
                        name: Gaia Bianchi
                        extension: "202"
                        devices: { desk: { password: "gaia-secret" }, lamp: { password: "gaia-secret" } }
                        voicemail: { pin: "4711" }
                        forward: { always: voicemail }
                    mailboxes:
                      sales: { name: Sales, extension: "300", pin: "2580", users: [gbianchi], mail: [ada@example.com] }
                    numbers: { "500": { flow: complaint } }
                    flows:
                      complaint: [ { record: gbianchi }, { say: goodbye }, { mail: ugo@example.com, subject: "Complaint of {name}", attach: true } ]
                    """,
            _mail.Port
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task What_a_caller_says_is_told_by_the_lamp_heard_by_the_owner_and_deleted()
    {
        await using var lamp = await LampAsync();
        await ShowsAsync(lamp, "0/0");
        await using var caller = Phone("201-desk", "mario-secret", Tone);
        await LeaveAsync(caller, "202");
        await ShowsAsync(lamp, "1/0");

        await using var owner = Phone("202-desk", "gaia-secret", OtherTone);
        await ListenAsync(owner, "*98", "1");
        await ShowsAsync(lamp, "0/1");
        await PressAsync(owner, "2");
        await PressAsync(owner, "13");
        await ShowsAsync(lamp, "0/0");
        await owner.HangUpAsync();
        await owner.ClosedAsync();

        owner.Heard(Tone, 2 * FramesASecond);
        await Sipp.SucceedsAsync(lamp);
    }

    [Fact]
    public async Task What_was_said_when_the_server_was_killed_is_there_after_its_restart()
    {
        await using var caller = Phone("201-desk", "mario-secret", Tone);
        await BeginAsync(caller, "202");
        await PassAsync(4);
        await _server.Process.KillAsync();
        await caller.HangUpAsync();
        await _server.RestartAsync();

        await using var lamp = await LampAsync();
        await ShowsAsync(lamp, "1/0");
        await using var owner = Phone("202-desk", "gaia-secret", OtherTone);
        await ListenAsync(owner, "*98", "1");
        await ShowsAsync(lamp, "0/1");
        await owner.HangUpAsync();
        await owner.ClosedAsync();
        owner.Heard(Tone, 2 * FramesASecond);
    }

    [Fact]
    public async Task A_shared_box_lights_the_lamps_of_its_users_is_listened_to_with_its_PIN_and_is_mailed()
    {
        await using var lamp = await LampAsync();
        await ShowsAsync(lamp, "0/0");
        await using var caller = Phone("201-desk", "mario-secret", Tone);
        await _mail.StopSmtpAsync();
        await LeaveAsync(caller, "300");
        await ShowsAsync(lamp, "1/0");

        // Whoever knows the PIN, from any phone.
        await using var other = Phone("202-desk", "gaia-secret", OtherTone);
        await ListenAsync(other, "*98300", "1111#");
        await PassAsync(3);
        await PressAsync(other, "2580#");
        await PassAsync(1);
        await PressAsync(other, "1");
        await ShowsAsync(lamp, "0/1");
        await other.HangUpAsync();
        await other.ClosedAsync();
        other.Heard(Tone, 2 * FramesASecond);

        // The mail server was dead meanwhile, and so was Ponte.
        await _server.Process.KillAsync();
        await _mail.StartSmtpAsync();
        await _server.RestartAsync();
        await _server.CommandAsync("mail", "retry");
        var mail = (await _mail.MailsAsync("ada")).Should().ContainSingle().Subject;
        mail.Subject.Should().Contain("Mario Rossi").And.Contain("Sales");
        var sound = (MimePart)mail.Attachments.Single();
        using var wav = new MemoryStream();
        await sound.Content!.DecodeToAsync(wav);
        var meter = new ToneMeter(Tone, 8000);
        meter.Add(ToneFile.Samples(wav.ToArray()));
        meter.Report().ToneFrames.Should().BeGreaterThan(2 * FramesASecond);

        // The administrator's command: what is there, its sound, and its end.
        (await _server.CommandAsync("voicemail"))
            .Should()
            .MatchRegex("sales +Sales +0 +1");
        var list = await _server.CommandAsync("voicemail", "list", "sales");
        var id = list.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split(' ')[0];
        var file = Path.Combine(_server.Data, "message.wav");
        await _server.CommandAsync("voicemail", "export", "sales", id, file);
        (await File.ReadAllBytesAsync(file)).Should().Equal(wav.ToArray());
        await _server.CommandAsync("voicemail", "delete", "sales", id);
        (await _server.CommandAsync("voicemail", "list", "sales")).Should().Contain("No messages");
    }

    [Fact]
    public async Task A_flow_records_who_hangs_up_then_and_mails_what_was_said()
    {
        await using var caller = Phone("201-desk", "mario-secret", Tone);
        await caller.RegisteredAsync();
        await caller.DialAsync("500");
        await caller.EstablishedAsync();
        await PassAsync(4);
        await caller.HangUpAsync();
        await caller.ClosedAsync();

        var mail = (await _mail.MailsAsync("ugo")).Should().ContainSingle().Subject;
        mail.Subject.Should().Be("Complaint of Mario Rossi");
        using var wav = new MemoryStream();
        await ((MimePart)mail.Attachments.Single()).Content!.DecodeToAsync(wav);
        var meter = new ToneMeter(Tone, 8000);
        meter.Add(ToneFile.Samples(wav.ToArray()));
        meter.Report().ToneFrames.Should().BeGreaterThan(2 * FramesASecond);
    }

    private BaresipPhone Phone(string user, string password, int tone) => new(_server, user, password, "udp", tone);

    private async Task<ChildProcess> LampAsync()
    {
        var lamp = new SippPhone(_server, "202-lamp", "gaia-secret", 80);
        await lamp.RegisterAsync();
        return lamp.Dial("phone-watches-changes.xml", "202");
    }

    private static Task<string> ShowsAsync(ChildProcess lamp, string count) =>
        lamp.LineAsync(l => l.Contains($"now: {count}", StringComparison.Ordinal));

    /// <summary>A caller reaches the box, and passes the greeting.</summary>
    private static async Task BeginAsync(BaresipPhone caller, string number)
    {
        await caller.RegisteredAsync();
        await caller.DialAsync(number);
        await caller.EstablishedAsync();
        await PassAsync(1);
        await PressAsync(caller, "#");
    }

    private static async Task LeaveAsync(BaresipPhone caller, string number)
    {
        await BeginAsync(caller, number);
        await PassAsync(4);
        await caller.HangUpAsync();
        await caller.ClosedAsync();
    }

    private static async Task ListenAsync(BaresipPhone owner, string code, string keys)
    {
        await owner.RegisteredAsync();
        await owner.DialAsync(code);
        await owner.EstablishedAsync();
        await PassAsync(1);
        await PressAsync(owner, keys);
    }

    private static async Task PressAsync(BaresipPhone phone, string keys)
    {
        foreach (var key in keys)
        {
            await phone.PressAsync(key);
            await PassAsync(0.4);
        }
    }

    private static async Task PassAsync(double seconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds));
        await timer.WaitForNextTickAsync();
    }
}
