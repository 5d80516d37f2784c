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
        ToneFile.Write(_folder.File("tone.wav"), Tone);
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
        return ToneFile.Measure(Directory.EnumerateFiles(_folder.Path, "dump-*-dec.wav").Order(StringComparer.Ordinal).Last(), frequency);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _phone, _tls }.OfType<ChildProcess>())
        {
            await process.DisposeAsync();
        }
        _folder.Dispose();
    }

    private Task CommandAsync(string command, string parameters) => BaresipControl.CommandAsync(_controlPort, command, parameters);

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
}
