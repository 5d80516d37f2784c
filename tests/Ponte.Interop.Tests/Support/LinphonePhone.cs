using Ponte.TestKit;

namespace Ponte.Interop.Tests.Support;

/// <summary>linphone as a phone that registers with Ponte, answers by itself, plays a steady tone and records what it hears.</summary>
internal sealed class LinphonePhone : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly PonteServer _server;
    private readonly string _user;
    private readonly ChildProcess _process;

    /// <summary>Starts it.</summary>
    /// <param name="server">Where it registers.</param>
    /// <param name="user">The device.</param>
    /// <param name="password">Its password.</param>
    /// <param name="transport"><c>udp</c>, <c>tcp</c> or <c>tls</c>; with TLS its media is encrypted.</param>
    /// <param name="tone">The tone that it plays, in Hz.</param>
    public LinphonePhone(PonteServer server, string user, string password, string transport, int tone)
    {
        (_server, _user) = (server, user);
        _folder.Write("rc", Settings(password, transport));
        ToneFile.Write(_folder.File("tone.wav"), tone);
        Directory.CreateDirectory(_folder.File(".local/share/linphone"));
        _process = new ChildProcess("linphonec", ["-a", "-c", _folder.File("rc")], _folder.Path, ("HOME", _folder.Path));
    }

    /// <summary>Waits until Ponte shows it as registered, and gives it its sound.</summary>
    public async Task RegisteredAsync()
    {
        await _server.RegisteredAsync(_user);
        await _process.SayAsync("soundcard use files");
        await _process.SayAsync($"play {_folder.File("tone.wav")}");
        await _process.SayAsync($"record {_folder.File("heard.wav")}");
    }

    /// <summary>Calls a number.</summary>
    public Task DialAsync(string number) => _process.SayAsync($"call {number}");

    /// <summary>Ends its calls.</summary>
    public Task HangUpAsync() => _process.SayAsync("terminate all");

    /// <summary>Holds its call, and waits until it is held.</summary>
    public async Task HoldAsync()
    {
        await _process.SayAsync("pause");
        await _process.LineAsync(l => l.EndsWith(" paused.", StringComparison.Ordinal));
    }

    /// <summary>Plays another tone from its next hold or return on, which begin the sound anew; 0 Hz is silence. This is its music on hold too.</summary>
    public Task PlayAsync(int tone)
    {
        ToneFile.Write(_folder.File($"{tone}.wav"), tone);
        return _process.SayAsync($"play {_folder.File($"{tone}.wav")}");
    }

    /// <summary>Goes on talking, and waits until it does.</summary>
    public async Task ResumeAsync()
    {
        await _process.SayAsync("resume 1");
        await EstablishedAsync();
    }

    /// <summary>Connects the parties of its first and second call with each other: an attended transfer.</summary>
    public Task JoinAsync(int first, int second) => _process.SayAsync($"transfer {first} --to-call {second}");

    /// <summary>Waits until a call is up.</summary>
    public Task EstablishedAsync() => _process.LineAsync(l => l.Contains("Media streams established", StringComparison.Ordinal));

    /// <summary>Waits until a call is over.</summary>
    public Task ClosedAsync() =>
        _process.LineAsync(l => l.Contains("Call ", StringComparison.Ordinal) && l.Contains(" ended", StringComparison.Ordinal));

    /// <summary>Demands that it heard a tone.</summary>
    public void Heard(int tone, int minimumFrames) =>
        ToneFile.Measure(_folder.File("heard.wav"), tone).ToneFrames.Should().BeGreaterThan(minimumFrames, _process.Output);

    /// <summary>Ends it as a person does, so that it takes its registration back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process.IsRunning)
        {
            await _process.SayAsync("quit");
            await _process.QuitAsync();
        }
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>
    /// Names of certificates are not checked: nothing here knows our name. The suite is the one that linphone sounds right with; it offers
    /// AES-256 first otherwise.
    /// </summary>
    private string Settings(string password, string transport)
    {
        var isTls = transport.Equals("tls", StringComparison.Ordinal);
        var server = isTls ? _server.PhoneTlsAddress : _server.SipAddress;
        return $"""
            [sip]
            sip_port={(transport.Equals("udp", StringComparison.Ordinal) ? Loopback.FreePort() : 0)}
            sip_tcp_port={(transport.Equals("tcp", StringComparison.Ordinal) ? -1 : 0)}
            sip_tls_port={(isTls ? -1 : 0)}
            bind_address=127.0.0.1
            guess_hostname=0
            default_proxy=0
            media_encryption={(isTls ? "srtp" : "none")}
            media_encryption_mandatory={(isTls ? 1 : 0)}
            srtp_crypto_suites=AES_CM_128_HMAC_SHA1_80
            root_ca={_server.Certificates.SbcAuthority}
            verify_server_certs=1
            verify_server_cn=0
            [rtp]
            audio_rtp_port={Loopback.FreePort()}
            [proxy_0]
            reg_proxy=<sip:{server};transport={transport}>
            reg_route=<sip:{server};transport={transport};lr>
            reg_identity=sip:{_user}@{server}
            reg_expires=600
            reg_sendregister=1
            publish=0
            [auth_info_0]
            username={_user}
            passwd={password}
            realm=

            """;
    }
}
