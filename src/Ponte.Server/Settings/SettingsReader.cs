using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Ponte.Sip.Transports;

namespace Ponte.Server.Settings;

/// <summary>Makes <see cref="ServerSettings"/> of the sources, or tells everything that is wrong with them.</summary>
internal sealed partial class SettingsReader
{
    private const int MaxListeners = 64;

    /// <summary>A unix socket's path is limited by <c>sockaddr_un</c> on Linux: 108 bytes with the closing zero.</summary>
    private const int MaxSocketPathBytes = 107;

    private readonly SettingsSources _sources;
    private readonly List<SettingsError> _errors = [];

    private SettingsReader(SettingsSources sources) => _sources = sources;

    /// <summary>Reads the settings.</summary>
    public static SettingsResult Read(SettingsSources sources)
    {
        var reader = new SettingsReader(sources);
        reader._errors.AddRange(sources.Errors);
        var settings = reader.ReadRoot();
        return reader._errors.Count == 0 ? new SettingsResult(settings, []) : new SettingsResult(null, [.. reader._errors]);
    }

    private ServerSettings ReadRoot()
    {
        var root = new SettingsSection(_sources.Root, "", _sources, _errors);
        _ = root.Text(SettingNames.Data);
        var sip = root.Section("Sip");
        var listeners = ReadListeners(sip.Section("Listeners"));
        sip.CheckUnknown();
        var settings = new ServerSettings
        {
            DataFolder = _sources.DataFolder,
            Listeners = listeners,
            Tls = ReadTls(root.Section("Tls"), listeners),
            Media = ReadMedia(root.Section("Media"), listeners),
            Http = ReadHttp(root.Section("Http")),
            AdminSocket = ReadSocket(root.Section("Admin"), "admin.sock"),
            MediaSocket = Path.Combine(_sources.DataFolder, "media.sock"),
            Trace = ReadTrace(root.Section("Trace")),
            Limits = ReadLimits(root.Section("Limits")),
            Phones = ReadPhones(root.Section("Phones")),
            Mail = ReadMail(root.Section("Mail")),
            Speech = ReadSpeech(root.Section("Speech")),
            KeepCallsOnStop = ReadKeepCalls(root.Section("Stop")),
            Recording = ReadRecording(root.Section("Recording")),
            Log = ReadLog(root.Section("Logging")),
        };
        root.CheckUnknown();
        return settings;
    }

    private ImmutableArray<ListenerSettings> ReadListeners(SettingsSection section)
    {
        var listeners = ImmutableArray.CreateBuilder<ListenerSettings>();
        var count = 0;
        foreach (var (name, values) in section.Sections())
        {
            count++;
            if (ReadListener(name, values) is { } listener)
            {
                listeners.Add(listener);
            }
        }
        if (count is 0 or > MaxListeners)
        {
            _errors.Add(
                new SettingsError(
                    SettingNames.Listeners,
                    null,
                    "",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"has {count} entries; give 1 to {MaxListeners}, for instance \"lan\": {{ \"Transport\": \"udp\", \"Address\": \"192.0.2.10:5060\" }}"
                    )
                )
            );
        }
        CheckTwice(section, listeners);
        return listeners.ToImmutable();
    }

    private static ListenerSettings? ReadListener(string name, SettingsSection section)
    {
        var transport = section.Choice(
            "Transport",
            TransportProtocol.Udp,
            ("udp", TransportProtocol.Udp),
            ("tcp", TransportProtocol.Tcp),
            ("tls", TransportProtocol.Tls)
        );
        if (section.Text("Transport") is null)
        {
            section.Error("Transport", null, "is missing; give udp, tcp or tls");
        }
        var defaultPort = transport.DefaultPort();
        var address = section.EndPoint("Address", defaultPort);
        if (section.Text("Address") is null)
        {
            section.Error(
                "Address",
                null,
                $"is missing; give one address of this machine with a port, for instance 192.0.2.10:{defaultPort}"
            );
        }
        var (host, port) = ReadAdvertised(section);
        var certificate = section.Choice(
            "ClientCertificate",
            ClientCertificate.Optional,
            ("optional", ClientCertificate.Optional),
            ("required", ClientCertificate.Required),
            ("off", ClientCertificate.Off)
        );
        if (certificate != ClientCertificate.Optional && transport != TransportProtocol.Tls)
        {
            section.Error("ClientCertificate", section.Text("ClientCertificate"), "is for listeners that speak TLS; leave it out here");
        }
        section.CheckUnknown();
        return address is null
            ? null
            : new ListenerSettings
            {
                Name = name,
                Transport = transport,
                Address = address,
                AdvertisedHost = host,
                AdvertisedPort = port,
                ClientCertificate = certificate,
            };
    }

    private bool ReadKeepCalls(SettingsSection section)
    {
        var keep = section.Flag("KeepCalls", false);
        section.CheckUnknown();
        if (keep && string.Equals(_sources.Root[SettingNames.MediaMode], "in-process", StringComparison.OrdinalIgnoreCase))
        {
            section.Error(
                "KeepCalls",
                "true",
                "cannot be with Media:Mode in-process, whose media end with the server; give false, or process"
            );
        }
        return keep;
    }

    private static (string Host, int? Port) ReadAdvertised(SettingsSection section)
    {
        var text = section.Text("Advertised");
        if (text is null)
        {
            return ("", null);
        }
        var (host, portText) = EndPointText.Split(text);
        var port = 0;
        if (
            host is null
            || Uri.CheckHostName(host) == UriHostNameType.Unknown
            || portText is not null && !EndPointText.TryPort(portText, out port)
        )
        {
            section.Error("Advertised", text, "is no host with optional port; give HOST or HOST:PORT as peers shall reach it");
            return ("", null);
        }
        return (host, portText is null ? null : port);
    }

    private static void CheckTwice(SettingsSection section, IEnumerable<ListenerSettings> listeners)
    {
        var seen = new Dictionary<(bool Udp, IPEndPoint), string>();
        foreach (var listener in listeners)
        {
            var key = (listener.Transport == TransportProtocol.Udp, listener.Address);
            if (!seen.TryAdd(key, listener.Name))
            {
                section.Error(
                    $"{listener.Name}:Address",
                    listener.Address.ToString(),
                    $"is taken by the listener {seen[key]}; give each its own address or port"
                );
            }
        }
    }

    private string ReadSocket(SettingsSection section, string fileName)
    {
        var text = section.Text("Socket");
        var path = Path.GetFullPath(text ?? fileName, _sources.DataFolder);
        section.CheckUnknown();
        var bytes = Encoding.UTF8.GetByteCount(path);
        if (bytes > MaxSocketPathBytes)
        {
            section.Error(
                "Socket",
                path,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"has {bytes} bytes, and a unix socket's path at most {MaxSocketPathBytes}; give a shorter one, for instance /run/ponte/admin.sock"
                )
            );
        }
        return path;
    }
}
