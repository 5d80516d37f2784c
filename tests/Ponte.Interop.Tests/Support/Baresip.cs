using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Ponte.Media.Metering;
using Ponte.TestKit;

namespace Ponte.Interop.Tests.Support;

/// <summary>
/// baresip as a Teams hub: it is called by TLS (stunnel takes TLS off, as baresip's own TLS server does not answer), calls out by its own
/// TLS client, demands SRTP, plays a steady tone and records what it hears.
/// </summary>
internal sealed class Baresip : IAsyncDisposable
{
    /// <summary>The tone that it plays, in Hz.</summary>
    public const int Tone = 700;

    private readonly TestFolder _folder = new();
    private readonly int _controlPort = Loopback.FreePort();
    private readonly int _sipPort = Loopback.FreePort();
    private ChildProcess? _phone;
    private ChildProcess? _tls;

    /// <summary>The port for TLS.</summary>
    public int Port { get; } = Loopback.FreePort();

    /// <summary>Starts it for a server: with the certificates of the simulated Microsoft.</summary>
    /// <param name="server">The server.</param>
    /// <param name="ice">What it shall use for ICE; null: no ICE.</param>
    public async Task StartAsync(PonteServer server, BaresipIce? ice = null)
    {
        Write("config", Config(server, ice));
        var nat = ice is null ? "" : $";medianat=ice;stunserver=\"stun:{ice.StunServer}\"";
        Write(
            "accounts",
            $"<sip:+390212345601@127.0.0.1;transport=tls>;regint=0;mediaenc=srtp-mand;answermode=auto;audio_codecs=PCMA{nat};outbound=\"sip:{server.TlsAddress};transport=tls\"\n"
        );
        Write("contacts", "");
        WriteTone(_folder.File("tone.wav"));
        var both = Write(
            "hub.pem",
            await File.ReadAllTextAsync(server.Certificates.MicrosoftCertificate)
                + await File.ReadAllTextAsync(server.Certificates.MicrosoftKey)
        );
        var tls = Write(
            "stunnel.conf",
            $"foreground = yes\npid =\n[hub]\naccept = 127.0.0.1:{Port}\nconnect = 127.0.0.1:{_sipPort}\ncert = {both}\nCAfile = {server.Certificates.SbcAuthority}\nverifyChain = yes\n"
        );
        _tls = new ChildProcess("stunnel4", [tls]);
        await _tls.LineAsync(l => l.Contains("Configuration successful", StringComparison.Ordinal));
        _phone = new ChildProcess("baresip", ["-f", _folder.Path]);
        await _phone.LineAsync(l => l.Contains("baresip is ready", StringComparison.Ordinal));
    }

    /// <summary>Calls a number through Ponte.</summary>
    public Task DialAsync(string number) => CommandAsync("dial", $"sip:{number}@{PonteServer.Fqdn};user=phone");

    /// <summary>Rings from now on without answering.</summary>
    public Task RefuseToAnswerAsync() => CommandAsync("answermode", "manual");

    /// <summary>Waits until a call is up.</summary>
    public Task EstablishedAsync() => _phone!.LineAsync(l => l.Contains("Call established", StringComparison.Ordinal));

    /// <summary>What it says, for messages of tests.</summary>
    public string Output => _phone?.Output ?? "";

    /// <summary>Waits until a call is over.</summary>
    public Task ClosedAsync() =>
        _phone!.LineAsync(l =>
            l.Contains("session closed", StringComparison.OrdinalIgnoreCase) || l.Contains("terminated", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>What it heard in its last call, measured at a frequency.</summary>
    public ToneReport Heard(int frequency)
    {
        var file = Directory.EnumerateFiles(_folder.Path, "dump-*-dec.wav").Order(StringComparer.Ordinal).Last();
        var meter = new ToneMeter(frequency, 8000);
        meter.Add(Samples(File.ReadAllBytes(file)));
        return meter.Report();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _phone, _tls }.OfType<ChildProcess>())
        {
            await process.DisposeAsync();
        }
        _folder.Dispose();
    }

    private async Task CommandAsync(string command, string parameters)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", _controlPort);
        var json = $$"""{"command":"{{command}}","params":"{{parameters}}","token":"1"}""";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{json.Length}:{json},")));
        var answered = await socket.GetStream().ReadAsync(new byte[1024]);
        answered.Should().BePositive("baresip answers each command");
    }

    private string Config(PonteServer server, BaresipIce? ice) =>
        $"""
            sip_listen 127.0.0.1:{_sipPort}
            sip_certificate {_folder.File("hub.pem")}
            audio_player aufile,{_folder.File("played.wav")}
            audio_source aufile,{_folder.File("tone.wav")}
            audio_alert none
            ausrc_srate 8000
            auplay_srate 8000
            module_path /usr/lib/baresip/modules
            module g711.so
            module aufile.so
            module sndfile.so
            module srtp.so
            module_app account.so
            module_app menu.so
            module_app ctrl_tcp.so
            ctrl_tcp_listen 127.0.0.1:{_controlPort}
            snd_path {_folder.Path}
            net_interface {ice?.Interface ?? "127.0.0.1"}
            {(ice is null ? "" : $"module ice.so\nrtcp_mux {(ice.RtcpMux ? "yes" : "no")}")}
            sip_cafile {server.Certificates.SbcAuthority}

            """;

    private string Write(string name, string text) => _folder.Write(name, text);

    private static void WriteTone(string path)
    {
        const int samples = 60 * 8000;
        var wav = new byte[44 + (2 * samples)];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), 8000);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), 16000);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), 2 * samples);
        for (var i = 0; i < samples; i++)
        {
            var sample = (short)(0.4 * short.MaxValue * Math.Sin(2 * Math.PI * Tone * i / 8000));
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(44 + (2 * i)), sample);
        }
        File.WriteAllBytes(path, wav);
    }

    /// <summary>The samples after the header of a WAV file with one channel of 16 bits.</summary>
    private static short[] Samples(byte[] wav)
    {
        var samples = new short[Math.Max(0, (wav.Length - 44) / 2)];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(44 + (2 * i)));
        }
        return samples;
    }
}
