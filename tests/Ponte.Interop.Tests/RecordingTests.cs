using System.Buffers.Binary;
using System.Diagnostics;
using Ponte.Interop.Tests.Support;
using Ponte.Media.Metering;
using Ponte.TestKit;

namespace Ponte.Interop.Tests;

/// <summary>Calls between baresip phones are recorded by the real server: each party on its channel, over a restart and over a crash of the media.</summary>
public sealed class RecordingTests : IAsyncLifetime
{
    private const int Tone = 700;
    private const int OtherTone = 1100;
    private const int SampleRate = 8000;
    private readonly TestFolder _folder = new();
    private PonteServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await PonteServer.StartAsync(
            1,
            _ =>
                """
                    company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
                    users:
                      mrossi: { name: Mario Rossi, extension: "201", devices: { desk: { password: "mario-secret" } }, recording: { when: always, calls: [internal] } }
                      gbianchi: { name: Gaia Bianchi, extension: "202", devices: { desk: { password: "gaia-secret" } } }
                      averdi:
                        { name: Anna Verdi, extension: "203", devices: { desk: { password: "anna-secret" } }, recording: { when: onDemand, calls: [internal] } }
                    """
        );

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_party_is_on_its_channel_for_the_whole_call_also_over_a_restart_of_the_server()
    {
        await using var phone = Phone("201-desk", "mario-secret", Tone);
        await using var other = Phone("202-desk", "gaia-secret", OtherTone);
        await CallAsync(phone, other, "202");
        await PassAsync(3);
        await _server.Process.KillAsync();
        await PassAsync(1);
        await _server.RestartAsync();
        await PassAsync(2);
        await phone.HangUpAsync();
        await other.ClosedAsync();

        var call = (await _server.CallsAsync(c => c is [{ } one] && one.TryGetProperty("endedAt", out _)))[0];
        var talked = call.GetProperty("endedAt").GetDateTimeOffset() - call.GetProperty("answeredAt").GetDateTimeOffset();
        var (left, right) = await ExportAsync();
        (left.Length / (double)SampleRate).Should().BeApproximately(talked.TotalSeconds, 1);
        IsHeard(left, Tone, OtherTone, talked);
        IsHeard(right, OtherTone, Tone, talked);
    }

    [Fact]
    public async Task What_was_said_before_the_media_crashed_is_there()
    {
        await using var phone = Phone("201-desk", "mario-secret", Tone);
        await using var other = Phone("202-desk", "gaia-secret", OtherTone);
        await CallAsync(phone, other, "202");
        await PassAsync(3);
        using (var media = Process.GetProcessById(await _server.MediaProcessAsync()))
        {
            media.Kill();
        }
        await other.ClosedAsync();

        var (left, right) = await ExportAsync();
        IsHeard(left, Tone, OtherTone, TimeSpan.FromSeconds(2.5));
        IsHeard(right, OtherTone, Tone, TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task Recording_that_begins_by_key_leaves_no_gap_in_what_the_parties_hear()
    {
        await using var phone = Phone("203-desk", "anna-secret", Tone);
        await using var other = Phone("202-desk", "gaia-secret", OtherTone);
        await CallAsync(phone, other, "202");
        await PassAsync(2);
        (await _server.CommandAsync("recordings")).Should().NotContain("01", "nobody has asked for it yet");
        foreach (var key in "*73")
        {
            await phone.PressAsync(key);
        }
        await PassAsync(3);
        await phone.HangUpAsync();
        await other.ClosedAsync();

        phone.LongestGap(OtherTone).Should().BeLessThan(TimeSpan.FromMilliseconds(60));
        var (left, right) = await ExportAsync();
        IsHeard(left, Tone, OtherTone, TimeSpan.FromSeconds(2));
        IsHeard(right, OtherTone, Tone, TimeSpan.FromSeconds(2));
    }

    private BaresipPhone Phone(string user, string password, int tone) => new(_server, user, password, "udp", tone);

    private static async Task CallAsync(BaresipPhone phone, BaresipPhone other, string number)
    {
        await phone.RegisteredAsync();
        await other.RegisteredAsync();
        await phone.DialAsync(number);
        await phone.EstablishedAsync();
        await other.EstablishedAsync();
    }

    /// <summary>The recording of the only call, decrypted: its two channels.</summary>
    private async Task<(short[] Left, short[] Right)> ExportAsync()
    {
        var calls = await _server.CallsAsync(c => c is [{ } one] && one.TryGetProperty("endedAt", out _));
        var file = _folder.File("call.wav");
        await _server.CommandAsync("recordings", "export", calls[0].GetProperty("id").GetString()!, file);
        var wav = await File.ReadAllBytesAsync(file);
        BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(22)).Should().Be(2);
        BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(24)).Should().Be(SampleRate);
        return (ToneFile.Samples(wav, 0), ToneFile.Samples(wav, 1));
    }

    private static void IsHeard(short[] samples, int tone, int absent, TimeSpan atLeast)
    {
        var heard = Measure(samples, tone);
        heard.ToneFrames.Should().BeGreaterThan((int)(0.8 * atLeast.TotalMilliseconds / 20), $"{heard}");
        Measure(samples, absent).ToneFrames.Should().BeLessThan(5, "each party is on its own channel only");
    }

    private static ToneReport Measure(short[] samples, int tone)
    {
        var meter = new ToneMeter(tone, SampleRate);
        meter.Add(samples);
        return meter.Report();
    }

    private static async Task PassAsync(double seconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds));
        await timer.WaitForNextTickAsync();
    }
}
