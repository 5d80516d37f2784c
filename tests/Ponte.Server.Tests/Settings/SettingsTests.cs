using Microsoft.Extensions.Logging;
using Ponte.Server.Settings;
using Ponte.Sip.Transports;

namespace Ponte.Server.Tests.Settings;

public sealed class SettingsTests : IDisposable
{
    private const string Lan = "\"Sip\": { \"Listeners\": { \"lan\": { \"Transport\": \"udp\", \"Address\": \"192.0.2.10:5060\" } } }";
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_smallest_file_gets_every_default()
    {
        var settings = Read($"{{ {Lan} }}").Settings!;

        settings.DataFolder.Should().Be(_folder.Path);
        settings
            .Listeners.Should()
            .ContainSingle()
            .Which.Should()
            .Match<ListenerSettings>(l => l.Name == "lan" && l.Transport == TransportProtocol.Udp);
        settings.AdminSocket.Should().Be(_folder.File("admin.sock"));
        settings.Http!.Url.Should().Be("http://127.0.0.1:8080");
        settings.Tls.Should().BeNull();
        settings.Media.InProcess.Should().BeFalse();
        settings
            .Media.Addresses.Should()
            .ContainSingle()
            .Which.Should()
            .Be(new MediaAddressSettings("default", System.Net.IPAddress.Parse("192.0.2.10"), null, 10000, 29999));
        settings.Trace.Should().Be(new TraceSettings());
        settings.Limits.Should().Be(new LimitSettings());
        settings.Log.Format.Should().Be(LogFormat.Auto);
    }

    [Fact]
    public void Phones_and_guard_are_set()
    {
        var text = """
            "Phones": { "Expires": "30m", "ExpiresBehindNat": "90s", "PlacesPerPhone": 3, "Places": 500, "Guard": { "Ban": "1h", "RequestsAtOnce": 7 } }
            """;
        var phones = Read($"{{ {Lan}, {text} }}").Settings!.Phones;

        phones.Limits.MaximumExpires.Should().Be(TimeSpan.FromMinutes(30));
        phones.Limits.MaximumExpiresBehindNat.Should().Be(TimeSpan.FromSeconds(90));
        (phones.Limits.BindingsPerAccount, phones.Limits.Bindings).Should().Be((3, 500));
        (phones.Guard.Ban, phones.Guard.StrangerBurst).Should().Be((TimeSpan.FromHours(1), 7));
        Read($"{{ {Lan} }}").Settings!.Phones.Should().Be(new Ponte.Pbx.Phones.PhoneSettings());
        Read($"{{ {Lan}, \"Phones\": {{ \"Expires\": \"1s\", \"Wrong\": 1 }} }}").Errors.Should().HaveCount(2);
    }

    [Fact]
    public void The_service_that_speaks_is_set_and_each_wrong_field_is_named()
    {
        var speech = Read($"{{ {Lan}, \"Speech\": {{ \"Url\": \"https://tts.example.com/say\", \"Key\": \"k\" }} }}").Settings!.Speech;
        speech.Should().Be(new SpeechSettings { Url = new Uri("https://tts.example.com/say"), Key = "k" });
        $"{speech}".Should().NotContain("Key");
        Read($"{{ {Lan} }}").Settings!.Speech.Should().BeNull();
        Read($"{{ {Lan}, \"Speech\": {{ \"Key\": \"k\" }} }}").Errors.Should().ContainSingle().Which.Setting.Should().Be("Speech:Url");
        Read($"{{ {Lan}, \"Speech\": {{ \"Url\": \"tts.example.com\" }} }}")
            .Errors.Should()
            .ContainSingle()
            .Which.Setting.Should()
            .Be("Speech:Url");
    }

    [Fact]
    public void The_mail_server_is_set_and_each_wrong_field_is_named()
    {
        var good = "\"Mail\": { \"Host\": \"mail.example.com\", \"From\": \"ponte@example.com\", \"Tls\": \"tls\" }";
        Read($"{{ {Lan}, {good} }}")
            .Settings!.Mail.Should()
            .Be(
                new MailSettings
                {
                    Host = "mail.example.com",
                    Port = 465,
                    Tls = MailTls.Tls,
                    From = "ponte@example.com",
                }
            );
        Read($"{{ {Lan} }}").Settings!.Mail.Should().BeNull();
        var bad =
            "\"Mail\": { \"Host\": \"not a host\", \"Port\": 0, \"Tls\": \"off\", \"User\": \"u\", \"MaxMebibytes\": 101, \"From\": \"ponte\", \"Sender\": 1 }";
        Read($"{{ {Lan}, {bad} }}")
            .Errors.Select(e => e.Setting)
            .Should()
            .BeEquivalentTo("Mail:Host", "Mail:Port", "Mail:Tls", "Mail:Password", "Mail:MaxMebibytes", "Mail:From", "Mail:Sender");
        Read($"{{ {Lan}, \"Mail\": {{ \"From\": \"ponte@example.com\" }} }}")
            .Errors.Should()
            .ContainSingle()
            .Which.Setting.Should()
            .Be("Mail:Host");
    }

    [Fact]
    public void Client_certificates_are_a_matter_of_TLS_only()
    {
        var udp =
            "\"Sip\": { \"Listeners\": { \"lan\": { \"Transport\": \"udp\", \"Address\": \"192.0.2.10\", \"ClientCertificate\": \"required\" } } }";
        Read($"{{ {udp} }}").Errors.Should().ContainSingle().Which.Setting.Should().Be("Sip:Listeners:lan:ClientCertificate");
        var tls = udp.Replace("udp", "tls", StringComparison.Ordinal);
        Read($"{{ {tls}, \"Tls\": {{ \"Certificate\": \"c\", \"Key\": \"k\" }} }}")
            .Settings!.Listeners[0]
            .ClientCertificate.Should()
            .Be(ClientCertificate.Required);
        var off = tls.Replace("required", "off", StringComparison.Ordinal);
        Read($"{{ {off}, \"Tls\": {{ \"Certificate\": \"c\", \"Key\": \"k\" }} }}")
            .Settings!.Listeners[0]
            .ClientCertificate.Should()
            .Be(ClientCertificate.Off);
    }

    [Fact]
    public void Command_line_wins_over_environment_and_environment_over_file()
    {
        Write($"{{ {Lan}, \"Limits\": {{ \"Calls\": 1, \"Loops\": 1, \"Connections\": 1 }} }}");
        var input = Input() with
        {
            Environment = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["PONTE__Limits__Calls"] = "2",
                ["PONTE__LIMITS__LOOPS"] = "2",
                ["OTHER__Limits__Connections"] = "2",
            },
            Overrides = ["Limits:Calls=3"],
            MediaMode = "in-process",
        };

        var settings = SettingsReader.Read(SettingsSources.Load(input)).Settings!;

        (settings.Limits.Calls, settings.Limits.Loops, settings.Limits.Connections).Should().Be((3, 2, 1));
        settings.Media.InProcess.Should().BeTrue();
    }

    [Fact]
    public void Data_folder_comes_from_option_environment_file_systemd_or_default_in_this_order()
    {
        var file = _folder.File("other.json");
        File.WriteAllText(file, """{ "Data": "from-file" }""");
        var withFile = Input() with { DataFolder = null, ConfigFile = file };
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PONTE__DATA"] = "/from-environment" };
        var systemd = new Dictionary<string, string>(StringComparer.Ordinal) { ["STATE_DIRECTORY"] = "/from-systemd" };

        string Of(SettingsInput input) => SettingsSources.Load(input).DataFolder;

        Of(withFile with { DataFolder = "option", Environment = environment }).Should().Be(_folder.File("option"));
        Of(withFile with { Environment = environment }).Should().Be("/from-environment");
        Of(withFile with { Environment = systemd }).Should().Be(_folder.File("from-file"));
        Of(Input() with { DataFolder = null, Environment = systemd }).Should().Be("/from-systemd");
        Of(Input() with { DataFolder = null }).Should().Be("/var/lib/ponte");
    }

    [Fact]
    public void A_full_file_is_understood()
    {
        var settings = Read(
            """
            {
              "Sip": { "Listeners": {
                "carrier": { "Transport": "udp", "Address": "[2001:db8::10]", "Advertised": "203.0.113.5:15060" },
                "teams": { "Transport": "tls", "Address": "10.0.0.2:5061", "Advertised": "sbc.example.com" } } },
              "Tls": { "Certificate": "sbc.pem", "Key": "/keys/sbc.key", "TrustAnchors": "roots" },
              "Media": { "Mode": "process", "Workers": 2, "Program": "bin/ponte-media",
                "Addresses": { "default": { "Address": "10.0.0.2", "Advertised": "203.0.113.5", "Ports": "20001-20100" } } },
              "Http": { "Address": "off" },
              "Admin": { "Socket": "/run/ponte.sock" },
              "Trace": { "KeepOptions": true, "MaxAge": "12h", "MaxMebibytes": 64 },
              "Logging": { "Format": "json", "LogLevel": { "Default": "Warning", "Ponte.Sip": "Debug" } }
            }
            """
        ).Settings!;

        settings.Listeners[0].Address.ToString().Should().Be("[2001:db8::10]:5060");
        (settings.Listeners[0].AdvertisedHost, settings.Listeners[0].AdvertisedPort).Should().Be(("203.0.113.5", 15060));
        (settings.Listeners[1].AdvertisedHost, settings.Listeners[1].AdvertisedPort).Should().Be(("sbc.example.com", null));
        settings.Tls.Should().Be(new TlsSettings(_folder.File("sbc.pem"), "/keys/sbc.key", _folder.File("roots")));
        settings.Media.Program.Should().Be(_folder.File("bin/ponte-media"));
        (settings.Media.Addresses[0].FirstPort, settings.Media.Addresses[0].LastPort).Should().Be((20002, 20099));
        settings.Http.Should().BeNull();
        settings.AdminSocket.Should().Be("/run/ponte.sock");
        settings.Trace.MaxAge.Should().Be(TimeSpan.FromHours(12));
        settings.Log.Levels.Should().Equal(("Default", LogLevel.Warning), ("Ponte.Sip", LogLevel.Debug));
    }

    [Theory]
    [InlineData(
        "{}",
        "Sip:Listeners: has 0 entries; give 1 to 64, for instance \"lan\": { \"Transport\": \"udp\", \"Address\": \"192.0.2.10:5060\" }"
    )]
    [InlineData(
        "{ \"Sip\": { \"Listeners\": { \"a\": { \"Transport\": \"sctp\", \"Address\": \"192.0.2.10\" } } } }",
        "Sip:Listeners:a:Transport \"sctp\" (FILE): is not known; give one of udp, tcp, tls"
    )]
    [InlineData(
        "{ \"Sip\": { \"Listeners\": { \"a\": { \"Transport\": \"udp\" } } } }",
        "Sip:Listeners:a:Address: is missing; give one address of this machine with a port, for instance 192.0.2.10:5060"
    )]
    [InlineData(
        "{ \"Sip\": { \"Listeners\": { \"a\": { \"Transport\": \"udp\", \"Address\": \"192.0.2.10:99999\" } } } }",
        "Sip:Listeners:a:Address \"192.0.2.10:99999\" (FILE): is no address with port; give ADDRESS:PORT with a port from 1 to 65535, for instance 192.0.2.10:5060 or [2001:db8::10]:5060"
    )]
    [InlineData(
        "{ \"Sip\": { \"Listeners\": { \"a\": { \"Transport\": \"udp\", \"Address\": \"0.0.0.0:5060\" } } } }",
        "Sip:Listeners:a:Address \"0.0.0.0:5060\" (FILE): stands for every address, and peers could not be told it; give one address of this machine"
    )]
    [InlineData(
        "{ \"Sip\": { \"Listeners\": { \"a\": { \"Transport\": \"udp\", \"Address\": \"192.0.2.10\", \"Advertised\": \"a b\" } } } }",
        "Sip:Listeners:a:Advertised \"a b\" (FILE): is no host with optional port; give HOST or HOST:PORT as peers shall reach it"
    )]
    [InlineData(
        "{ \"Sip\": { \"Listeners\": { \"a\": { \"Transport\": \"tcp\", \"Address\": \"192.0.2.10:5061\" }, \"b\": { \"Transport\": \"tls\", \"Address\": \"192.0.2.10\" } } }, \"Tls\": { \"Certificate\": \"c\", \"Key\": \"k\" } }",
        "Sip:Listeners:b:Address \"192.0.2.10:5061\" (FILE): is taken by the listener a; give each its own address or port"
    )]
    [InlineData(
        "{ \"Sip\": { \"Listeners\": { \"t\": { \"Transport\": \"tls\", \"Address\": \"192.0.2.10\" } } } }",
        "Tls:Certificate: is missing, and the listener t speaks TLS; give the path of a PEM file with the certificate and its intermediates, and Tls:Key"
    )]
    [InlineData("{ LAN, \"Tls\": { \"Certificate\": \"c\" } }", "Tls:Key: is missing; certificate and key are given together")]
    [InlineData(
        "{ LAN, \"Stop\": { \"KeepCalls\": true }, \"Media\": { \"Mode\": \"in-process\" } }",
        "Stop:KeepCalls \"true\" (FILE): cannot be with Media:Mode in-process, whose media end with the server; give false, or process"
    )]
    [InlineData(
        "{ LAN, \"Media\": { \"Addresses\": { \"m\": { \"Address\": \"10.0.0.1\" } } } }",
        "Media:Addresses:default: is missing; give one address this name: lines that have none of their own use it"
    )]
    [InlineData(
        "{ LAN, \"Media\": { \"Mode\": \"docker\" } }",
        "Media:Mode \"docker\" (FILE): is not known; give one of process, in-process"
    )]
    [InlineData(
        "{ LAN, \"Media\": { \"Workers\": 999 } }",
        "Media:Workers \"999\" (FILE): is out of bounds; give a whole number from 0 to 256"
    )]
    [InlineData(
        "{ LAN, \"Media\": { \"Addresses\": { \"m\": { } } } }",
        "Media:Addresses:m:Address: is missing; give one address of this machine, for instance 192.0.2.10"
    )]
    [InlineData(
        "{ LAN, \"Media\": { \"Addresses\": { \"m\": { \"Address\": \"host\" } } } }",
        "Media:Addresses:m:Address \"host\" (FILE): is no IP address; give one of this machine's, for instance 192.0.2.10"
    )]
    [InlineData(
        "{ LAN, \"Media\": { \"Addresses\": { \"m\": { \"Address\": \"10.0.0.1\", \"Advertised\": \"2001:db8::1\" } } } }",
        "Media:Addresses:m:Advertised \"2001:db8::1\" (FILE): is of another IP version than Address; give both as IPv4 or both as IPv6"
    )]
    [InlineData(
        "{ LAN, \"Media\": { \"Addresses\": { \"m\": { \"Address\": \"10.0.0.1\", \"Ports\": \"20000-20001\" } } } }",
        "Media:Addresses:m:Ports \"20000-20001\" (FILE): is no port range for at least one call; give FIRST-LAST from 1024 to 65535, at least 4 ports"
    )]
    [InlineData(
        "{ LAN, \"Http\": { \"Address\": \"web\" } }",
        "Http:Address \"web\" (FILE): is no address with port; give ADDRESS:PORT, for instance 127.0.0.1:8080, or off"
    )]
    [InlineData(
        "{ LAN, \"Trace\": { \"Enabled\": \"maybe\" } }",
        "Trace:Enabled \"maybe\" (FILE): is neither true nor false; give one of them"
    )]
    [InlineData(
        "{ LAN, \"Trace\": { \"MaxAge\": \"7\" } }",
        "Trace:MaxAge \"7\" (FILE): is no duration within the bounds; give one from 1m to 3650d as a number with s, m, h or d"
    )]
    [InlineData(
        "{ LAN, \"Limits\": { \"Calls\": 0 } }",
        "Limits:Calls \"0\" (FILE): is out of bounds; give a whole number from 1 to 1000000"
    )]
    [InlineData("{ LAN, \"Limits\": { \"Call\": 5 } }", "Limits:Call \"5\" (FILE): is not known; did you mean Calls?")]
    [InlineData(
        "{ LAN, \"Something\": \"x\" }",
        "Something \"x\" (FILE): is not known; known here are Admin, Data, Http, Limits, Logging, Mail, Media, Phones, Recording, Sip, Speech, Stop, Tls, Trace"
    )]
    [InlineData(
        "{ LAN, \"Logging\": { \"LogLevel\": { \"Default\": \"Loud\" } } }",
        "Logging:LogLevel:Default \"Loud\" (FILE): is no level; give one of Trace, Debug, Information, Warning, Error, Critical, None"
    )]
    [InlineData(
        "{ \"Sip\": ",
        "FILE is not valid JSON: line 1, column 10: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed."
    )]
    public void A_wrong_setting_is_told_with_value_bound_and_mend(string json, string error)
    {
        var errors = Read(json.Replace("LAN", Lan, StringComparison.Ordinal)).Errors;

        errors
            .Select(e => e.ToString())
            .Should()
            .Contain(error.Replace("FILE", _folder.File("appsettings.json"), StringComparison.Ordinal));
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var errors = Read("""{ "Http": { "Address": "x" }, "Limits": { "Calls": -1 }, "Media": { "Mode": "y" } }""").Errors;

        errors.Select(e => e.Setting).Should().Equal("Sip:Listeners", "Media:Mode", "Http:Address", "Limits:Calls");
    }

    [Fact]
    public void A_socket_path_that_the_system_cannot_take_is_told()
    {
        var error = Read($"{{ {Lan}, \"Admin\": {{ \"Socket\": \"/{new string('x', 120)}\" }} }}").Errors.Should().ContainSingle().Subject;

        error.Message.Should().StartWith("has 121 bytes, and a unix socket's path at most 107");
    }

    [Fact]
    public void A_missing_file_that_was_named_is_an_error_and_one_that_was_not_is_none()
    {
        var named = SettingsSources.Load(Input() with { ConfigFile = "nowhere.json" });
        named.Errors.Should().ContainSingle().Which.Message.Should().StartWith("is not there");

        SettingsSources.Load(Input()).Errors.Should().BeEmpty();
    }

    [Fact]
    public void An_override_without_value_is_an_error() =>
        SettingsSources
            .Load(Input() with { Overrides = ["Limits:Calls"] })
            .Errors.Should()
            .ContainSingle()
            .Which.Setting.Should()
            .Be("--set");

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("5M", 300)]
    [InlineData("2h", 7200)]
    [InlineData("7d", 604_800)]
    public void Durations_are_read_and_printed(string text, int seconds)
    {
        Durations.TryParse(text, out var duration).Should().BeTrue();
        duration.Should().Be(TimeSpan.FromSeconds(seconds));
        Durations.Print(duration).Should().Be(text.ToLowerInvariant());
    }

    private SettingsResult Read(string json)
    {
        Write(json);
        return SettingsReader.Read(SettingsSources.Load(Input()));
    }

    private void Write(string json) => File.WriteAllText(_folder.File("appsettings.json"), json);

    private SettingsInput Input() =>
        new()
        {
            DataFolder = _folder.Path,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal),
            CurrentFolder = _folder.Path,
        };
}
