using System.Net;
using System.Text.Json;
using Ponte.TestKit;

namespace Ponte.Interop.Tests.Support;

/// <summary>baresip as a phone that registers with Ponte, answers by itself, plays a steady tone and records what it hears.</summary>
internal sealed class BaresipPhone : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly PonteServer _server;
    private readonly int _controlPort = Loopback.FreePort();
    private readonly int _sipPort = Loopback.FreePort();
    private readonly string _user;
    private readonly int _tone;
    private readonly int _rate;
    private readonly IPAddress _host;
    private readonly ChildProcess _process;

    /// <summary>Starts it.</summary>
    /// <param name="server">Where it registers.</param>
    /// <param name="user">The device.</param>
    /// <param name="password">Its password.</param>
    /// <param name="transport"><c>udp</c>, <c>tcp</c> or <c>tls</c>; with TLS its media is encrypted.</param>
    /// <param name="tone">The tone that it plays, in Hz.</param>
    /// <param name="codec">The only codec that it has, as it names it.</param>
    /// <param name="ipv6">Whether it speaks IPv6.</param>
    public BaresipPhone(
        PonteServer server,
        string user,
        string password,
        string transport,
        int tone,
        string codec = "PCMA",
        bool ipv6 = false
    )
    {
        (_server, _user, _tone) = (server, user, tone);
        _host = ipv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        _rate = codec switch
        {
            "G722" => 16000,
            "opus" => 48000,
            _ => 8000,
        };
        var media = transport.Equals("tls", StringComparison.Ordinal) ? ";mediaenc=srtp-mand" : "";
        var address = (transport, ipv6) switch
        {
            ("tls", false) => server.PhoneTlsAddress,
            ("tls", true) => $"[::1]:{server.Ipv6Address.Port + 1}",
            (_, true) => server.Ipv6Address.ToString(),
            _ => server.SipAddress,
        };
        _folder.Write("config", Config());
        _folder.Write("contacts", "");
        _folder.Write(
            "accounts",
            $"<sip:{user}@{address};transport={transport}>;auth_pass={password};regint=60;answermode=auto;audio_codecs={codec}{media}\n"
        );
        ToneFile.Write(_folder.File("tone.wav"), tone, _rate, channels: _rate == 48000 ? 2 : 1);
        _process = new ChildProcess("baresip", ["-f", _folder.Path, ipv6 ? "-6" : "-4"]);
    }

    /// <summary>Waits until Ponte shows it as registered.</summary>
    public Task<JsonElement> RegisteredAsync() => _server.RegisteredAsync(_user);

    /// <summary>What it says, for messages of tests.</summary>
    public string Output => _process.Output;

    /// <summary>Calls a number.</summary>
    public Task DialAsync(string number) => BaresipControl.CommandAsync(_controlPort, "dial", number);

    /// <summary>Presses a key, which goes by RFC 4733.</summary>
    public Task PressAsync(char key) => BaresipControl.CommandAsync(_controlPort, "sndcode", $"{key}");

    /// <summary>Ends its call.</summary>
    public Task HangUpAsync() => BaresipControl.CommandAsync(_controlPort, "hangup", "");

    /// <summary>Holds its call.</summary>
    public Task HoldAsync() => BaresipControl.CommandAsync(_controlPort, "hold", "");

    /// <summary>Goes on talking.</summary>
    public Task ResumeAsync() => BaresipControl.CommandAsync(_controlPort, "resume", "");

    /// <summary>Hands its call over to a number, without asking.</summary>
    public Task TransferAsync(string number) => BaresipControl.CommandAsync(_controlPort, "transfer", number);

    /// <summary>Waits until it is told that a transfer failed.</summary>
    public Task TransferFailedAsync(string status) =>
        _process.LineAsync(l => l.Contains("transfer failure", StringComparison.Ordinal) && l.Contains(status, StringComparison.Ordinal));

    /// <summary>Waits until a call is up.</summary>
    public Task EstablishedAsync() => _process.LineAsync(l => l.Contains("Call established", StringComparison.Ordinal));

    /// <summary>Waits until its call is over.</summary>
    public Task ClosedAsync() =>
        _process.LineAsync(l =>
            l.Contains("session closed", StringComparison.OrdinalIgnoreCase) || l.Contains("terminated", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Demands that it heard a tone in its last call, without pauses.</summary>
    public void Heard(int tone, int minimumFrames) =>
        ToneFile.Measure(LastRecording, tone).ToneFrames.Should().BeGreaterThan(minimumFrames);

    /// <summary>The longest pause in a tone that it heard in its last call.</summary>
    public TimeSpan LongestGap(int tone) => ToneFile.Measure(LastRecording, tone).LongestGap;

    /// <summary>Demands that it heard speech in its last call, nearly all of it.</summary>
    /// <param name="speech">A WAV file of 16 kHz.</param>
    public void HeardSpeech(string speech) =>
        SpeechMatch
            .Of(ToneFile.Samples(File.ReadAllBytes(LastRecording)), ToneFile.Samples(File.ReadAllBytes(speech)))
            .Should()
            .BeGreaterThan(0.8);

    private string LastRecording => Directory.EnumerateFiles(_folder.Path, "dump-*-dec.wav").Order(StringComparer.Ordinal).Last();

    /// <summary>Demands that it heard its own tone: the far end sends it back.</summary>
    public void HeardItself(int minimumFrames) => Heard(_tone, minimumFrames);

    /// <summary>Ends it as a person does, so that it takes its registration back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process.IsRunning)
        {
            await BaresipControl.CommandAsync(_controlPort, "quit", "");
            await _process.QuitAsync();
        }
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private string Config() =>
        $"""
            sip_listen {new IPEndPoint(_host, _sipPort)}
            sip_cafile {_server.Certificates.SbcAuthority}
            audio_player aufile,{_folder.File("played.wav")}
            audio_source aufile,{_folder.File("tone.wav")}
            audio_alert none
            ausrc_srate {_rate}
            auplay_srate {_rate}
            module_path /usr/lib/baresip/modules
            module g711.so
            module g722.so
            module opus.so
            module aufile.so
            module sndfile.so
            module srtp.so
            module_app account.so
            module_app menu.so
            module_app ctrl_tcp.so
            ctrl_tcp_listen 127.0.0.1:{_controlPort}
            snd_path {_folder.Path}
            net_interface {_host}

            """;
}
